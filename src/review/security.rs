//! Who may speak to the server: whoever was given the start address, from our own page, under our own name.
//!
//! - The start address has a token; visiting it gives the browser a cookie that scripts cannot read and
//!   that goes along with requests of our own site only.
//! - The `Host` must be an address we listen on, or a name that resolves to it by definition. So a page
//!   of somebody else's domain that makes its name point here gets nothing.
//! - What changes something must come from our own origin, and carry a header that no form can send.
//!   The cookie alone would not do: cookies know no ports, and a page of another server on the same
//!   machine is the same site.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};

/// The header with the store's id, which the page sends with everything that it asks for.
pub(super) const STORE_HEADER: HeaderName = HeaderName::from_static("x-kepl-store");

/// What the page may do, and what of it others may: load its own files and ask its own server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// Headers of every answer.
pub(super) fn headers() -> [(HeaderName, HeaderValue); 7] {
    let fixed = HeaderValue::from_static;
    [
        (header::CONTENT_SECURITY_POLICY, fixed(POLICY)),
        (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
        (header::X_FRAME_OPTIONS, fixed("DENY")),
        (header::REFERRER_POLICY, fixed("no-referrer")),
        (header::CACHE_CONTROL, fixed("no-store")),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            fixed("same-origin"),
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            fixed("same-origin"),
        ),
    ]
}

/// The gate before all requests.
#[derive(Debug)]
pub(super) struct Gate {
    address: SocketAddr,
    token: String,
    session: String,
    store: String,
}

/// Why a request is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It came under a name that is not ours.
    Host,
    /// It came from another page.
    Origin,
    /// The browser has not been at the start address.
    Stranger,
    /// The page belongs to another store than the one that is open now.
    OtherStore,
}

impl Gate {
    /// A gate with a token of its own.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub(super) fn new(address: SocketAddr, store: String) -> Result<Self, getrandom::Error> {
        Ok(Self {
            address,
            token: secret()?,
            session: secret()?,
            store,
        })
    }

    /// The address to open in the browser.
    pub(super) fn url(&self) -> String {
        let mut shown = self.address;
        if shown.ip().is_unspecified() {
            let loopback = match shown.ip() {
                IpAddr::V4(_) => IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
                IpAddr::V6(_) => IpAddr::V6(std::net::Ipv6Addr::LOCALHOST),
            };
            shown.set_ip(loopback);
        }
        format!("http://{shown}/start?token={}", self.token)
    }

    /// The cookie for whoever knows `token`.
    pub(super) fn cookie(&self, token: &str) -> Option<String> {
        same(token, &self.token).then(|| {
            let (name, session) = (self.cookie_name(), &self.session);
            format!("{name}={session}; Path=/; HttpOnly; SameSite=Strict")
        })
    }

    /// Cookies know no ports; two servers must not take each other's away.
    fn cookie_name(&self) -> String {
        format!("kepl-review-{}", self.address.port())
    }

    /// Whether a request may be answered at all: it came under our name.
    pub(super) fn host(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let host = text(headers, &header::HOST).ok_or(Refusal::Host)?;
        let ours = self.is_ours(host);
        ours.then_some(()).ok_or(Refusal::Host)
    }

    /// Whether a request of `method` may do what it asks for.
    pub(super) fn admit(&self, method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
        self.host(headers)?;
        let origin = text(headers, &header::ORIGIN);
        if let Some(origin) = origin {
            let host = text(headers, &header::HOST).unwrap_or_default();
            if origin.strip_prefix("http://") != Some(host) {
                return Err(Refusal::Origin);
            }
        }
        let site = HeaderName::from_static("sec-fetch-site");
        if matches!(text(headers, &site), Some("cross-site" | "same-site")) {
            return Err(Refusal::Origin);
        }
        if !self.has_cookie(headers) {
            return Err(Refusal::Stranger);
        }
        let store = text(headers, &STORE_HEADER);
        if store.is_some_and(|id| id != self.store) {
            return Err(Refusal::OtherStore);
        }
        let looks = matches!(*method, Method::GET | Method::HEAD);
        if !looks && (origin.is_none() || store.is_none()) {
            return Err(Refusal::Origin);
        }
        Ok(())
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie_name();
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .any(|(key, value)| key == name && same(value, &self.session))
    }

    /// A name in the address bar is only ours if nobody can make it point here: `localhost`, or the
    /// numbers themselves.
    fn is_ours(&self, host: &str) -> bool {
        if host.eq_ignore_ascii_case(&format!("localhost:{}", self.address.port())) {
            return self.address.ip().is_loopback() || self.address.ip().is_unspecified();
        }
        let Ok(asked) = host.parse::<SocketAddr>() else {
            return false;
        };
        let ip = self.address.ip();
        asked.port() == self.address.port()
            && (asked.ip() == ip
                || ip.is_unspecified()
                || ip.is_loopback() && asked.ip().is_loopback())
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// 256 random bits.
fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
}

/// Compares in a time that does not tell how much is right.
fn same(given: &str, right: &str) -> bool {
    given.len() == right.len()
        && given
            .bytes()
            .zip(right.bytes())
            .fold(0, |differs, (a, b)| differs | (a ^ b))
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(address: &str) -> Gate {
        Gate::new(address.parse().unwrap(), "store".into()).unwrap()
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), value.parse().unwrap())
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn only_addresses_of_ours_are_hosts() {
        for (address, host, ours) in [
            ("127.0.0.1:80", "127.0.0.1:80", true),
            ("127.0.0.1:80", "localhost:80", true),
            ("[::1]:80", "[::1]:80", true),
            ("127.0.0.1:80", "127.0.0.1:81", false),
            ("127.0.0.1:80", "127.0.0.1", false),
            ("127.0.0.1:80", "evil.example:80", false),
            ("127.0.0.1:80", "localhost.evil.example:80", false),
            ("127.0.0.1:80", "192.168.1.2:80", false),
            ("0.0.0.0:80", "192.168.1.2:80", true),
            ("0.0.0.0:80", "evil.example:80", false),
            ("192.168.1.2:80", "localhost:80", false),
        ] {
            let admitted = gate(address).host(&headers(&[("host", host)]));
            assert_eq!(admitted.is_ok(), ours, "{address} {host}");
        }
        assert_eq!(
            gate("127.0.0.1:80").host(&HeaderMap::new()),
            Err(Refusal::Host)
        );
    }

    #[test]
    fn what_changes_something_must_come_from_our_page() {
        let gate = gate("127.0.0.1:80");
        let cookie = gate.cookie(&gate.token).unwrap();
        let cookie = cookie.split(';').next().unwrap();
        let post = |more: &[(&'static str, &str)]| {
            let mut all = vec![("host", "127.0.0.1:80"), ("cookie", cookie)];
            all.extend(more);
            gate.admit(&Method::POST, &headers(&all))
        };
        let ours = ("origin", "http://127.0.0.1:80");
        assert_eq!(post(&[ours, ("x-kepl-store", "store")]), Ok(()));
        assert_eq!(post(&[ours]), Err(Refusal::Origin));
        assert_eq!(post(&[("x-kepl-store", "store")]), Err(Refusal::Origin));
        assert_eq!(
            post(&[ours, ("x-kepl-store", "other")]),
            Err(Refusal::OtherStore)
        );
        for origin in [
            "null",
            "http://127.0.0.1:81",
            "http://localhost:80",
            "https://127.0.0.1:80",
            "http://evil.example",
        ] {
            let found = post(&[("origin", origin), ("x-kepl-store", "store")]);
            assert_eq!(found, Err(Refusal::Origin), "{origin}");
        }
        assert_eq!(
            post(&[
                ours,
                ("x-kepl-store", "store"),
                ("sec-fetch-site", "same-site")
            ]),
            Err(Refusal::Origin)
        );
    }

    #[test]
    fn without_the_cookie_nobody_comes_in() {
        let gate = gate("127.0.0.1:80");
        let host = ("host", "127.0.0.1:80");
        for cookie in ["", "kepl-review-80=", "kepl-review-80=0", "other=1"] {
            let found = gate.admit(&Method::GET, &headers(&[host, ("cookie", cookie)]));
            assert_eq!(found, Err(Refusal::Stranger));
        }
        assert_eq!(gate.cookie("wrong"), None);
        assert_eq!(gate.cookie(""), None);
    }
}
