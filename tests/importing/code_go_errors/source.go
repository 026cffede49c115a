package acme

var (
	ErrNoFunds = New(1001, "no funds", http.StatusPaymentRequired)
	ErrBadKey  = New(1002, "bad key", http.StatusUnauthorized)
)

var table = []Problem{
	{Code: 2001, Text: "no such card"},
	{Code: 2002, Text: "card expired"},
}
