INSERT INTO errors (code, message) VALUES ('E1', 'No door');
