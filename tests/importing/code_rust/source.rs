use thiserror::Error;
#[repr(u32)]
pub enum Code {
    /// Everything is fine
    Ok = 0,
    /// The peer vanished
    PeerGone = 17,
    /// Come back later
    Busy = 18,
}
impl Code { pub fn text(&self) -> &str { match self { Code::PeerGone => "peer gone", Code::Busy => "busy", Code::Ok => "ok" } } }
