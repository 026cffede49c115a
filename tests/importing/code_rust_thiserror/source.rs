#[derive(Debug, Error)]
pub enum DoorError {
    /// Given when the key is wrong
    #[error("the key is wrong")]
    WrongKey,
    #[error("the door {name} is busy")]
    #[serde(rename = "busy")]
    Busy { name: String },
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
