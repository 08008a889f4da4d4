//! Ctrl-C, so that the watch ends between two reports.
use crate::fetch::Alarm;
use std::io;
use std::thread;
use tokio::runtime::Builder;
use tokio::signal::ctrl_c;

/// What a shell says of a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// Rings when somebody presses Ctrl-C; ends the program when it is pressed again.
pub(super) fn ring_when_told(alarm: &Alarm) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let alarm = alarm.clone();
    thread::spawn(move || {
        runtime.block_on(async {
            // Where it cannot be listened for, it ends the program as it always does.
            if ctrl_c().await.is_ok() {
                alarm.ring();
            }
            if ctrl_c().await.is_ok() {
                std::process::exit(INTERRUPTED);
            }
        });
    });
    Ok(())
}
