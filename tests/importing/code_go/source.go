package acme
type Code int
const (
	// OK is success.
	OK Code = iota
	// NotFound means the thing is gone.
	NotFound
	Busy // too busy, retry later
)
const (
	ErrA = -(iota + 100)
	ErrB
)
var text = map[Code]string{
	NotFound: "thing not found",
	Busy: "server busy",
}
