//! Which addresses are of the public internet, and what the others are kept for.
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The IPv4 networks that are not public, after IANA's registry of special-purpose addresses.
const NETWORKS_V4: [(Ipv4Addr, u32, &str); 17] = [
    (Ipv4Addr::UNSPECIFIED, 8, "this network"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "private networks"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "carriers' own networks"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "this machine itself"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "machines on one cable"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "private networks"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "protocols"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "documentation"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "relays to IPv6"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "private networks"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "measurements"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "groups of machines"),
    (Ipv4Addr::new(233, 252, 0, 0), 24, "documentation"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "later use"),
    (Ipv4Addr::BROADCAST, 32, "all machines of a network"),
];

/// The only IPv6 network that public addresses are given from.
const PUBLIC_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// The networks within it that are not public, or that lead to an IPv4 address of anybody's choice.
const NETWORKS_V6: [(Ipv6Addr, u32, &str); 4] = [
    // Teredo, ORCHID and measurements are in it.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "protocols"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "documentation"),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "IPv4 addresses in IPv6 (6to4)"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "documentation"),
];

/// What an address is kept for; nothing where it is a public one.
pub(super) fn kept_for(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => v4(address),
        IpAddr::V6(address) => v6(address),
    }
}

fn v4(address: Ipv4Addr) -> Option<&'static str> {
    let within =
        |network: Ipv4Addr, length| shares(32, address.to_bits().into(), network.to_bits().into(), length);
    NETWORKS_V4.iter().find(|(network, length, _)| within(*network, *length)).map(|(_, _, what)| *what)
}

fn v6(address: Ipv6Addr) -> Option<&'static str> {
    let within = |network: Ipv6Addr, length| shares(128, address.to_bits(), network.to_bits(), length);
    if within(PUBLIC_V6.0, PUBLIC_V6.1) {
        return NETWORKS_V6
            .iter()
            .find(|(network, length, _)| within(*network, *length))
            .map(|(_, _, what)| *what);
    }
    Some(match address {
        Ipv6Addr::LOCALHOST => "this machine itself",
        _ if address.is_multicast() => "groups of machines",
        _ if address.is_unicast_link_local() => "machines on one cable",
        _ if address.is_unique_local() => "private networks",
        _ if address.to_ipv4().is_some() => "IPv4 addresses in IPv6",
        // NAT64 (64:ff9b::/96 and 64:ff9b:1::/48) too.
        _ => "other use than public addresses",
    })
}

/// Whether two addresses of so many bits have their first `length` bits in common.
fn shares(bits: u32, a: u128, b: u128, length: u32) -> bool {
    (a ^ b).checked_shr(bits - length).unwrap_or_default() == 0
}

#[cfg(test)]
mod tests {
    use super::kept_for;

    #[test]
    fn public_addresses_are_let_through() {
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.0.3.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "198.51.101.0",
            "203.0.114.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "2001:200::1",
            "2001:db7::1",
            "2003::1",
            "3ffe::1",
        ] {
            assert_eq!(kept_for(address.parse().unwrap()), None, "{address}");
        }
    }

    #[test]
    fn addresses_that_are_not_public_are_refused_at_both_ends_of_their_networks() {
        for address in [
            "0.0.0.0",
            "0.255.255.255",
            "10.0.0.0",
            "10.255.255.255",
            "100.64.0.0",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.0.0",
            "169.254.169.254",
            "172.16.0.0",
            "172.31.255.255",
            "192.0.0.0",
            "192.0.0.255",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.0",
            "192.168.255.255",
            "198.18.0.0",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.255",
            "224.0.0.1",
            "233.252.0.1",
            "239.255.255.255",
            "240.0.0.0",
            "255.255.255.255",
        ] {
            assert!(kept_for(address.parse().unwrap()).is_some(), "{address}");
        }
        for address in [
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b::808:808",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:1ff:ffff::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "3fff:fff::1",
            "5f00::1",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "ffff::1",
            "1fff::1",
            "4000::1",
        ] {
            assert!(kept_for(address.parse().unwrap()).is_some(), "{address}");
        }
    }

    #[test]
    fn it_says_what_an_address_is_kept_for() {
        for (address, what) in [
            ("127.0.0.1", "this machine itself"),
            ("::1", "this machine itself"),
            ("100.64.1.1", "carriers' own networks"),
            ("fe80::1", "machines on one cable"),
            ("fd00::1", "private networks"),
            ("::ffff:10.0.0.1", "IPv4 addresses in IPv6"),
            ("2002:a00:1::1", "IPv4 addresses in IPv6 (6to4)"),
        ] {
            assert_eq!(kept_for(address.parse().unwrap()), Some(what), "{address}");
        }
    }
}
