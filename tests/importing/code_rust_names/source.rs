pub struct Reason(u32);

impl Reason {
    /// The oven is in use.
    pub const OVEN_BUSY_ERROR: Reason = Reason(1);
    /// There is no dough.
    pub const NO_DOUGH_ERROR: Reason = Reason(2);

    pub fn description(&self) -> &str {
        match self.0 {
            1 => "oven in use",
            2 => "no dough at all",
            _ => "unknown reason",
        }
    }
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let name = match self.0 {
            1 => "OVEN_BUSY_ERROR",
            2 => "NO_DOUGH_ERROR",
            other => return f.debug_tuple("Reason").field(&Hex(other)).finish(),
        };
        f.write_str(name)
    }
}
