SET client_encoding = 'UTF8';
CREATE TABLE public.error_codes (code integer, message text);
COPY public.error_codes (code, message) FROM stdin;
0	OK
1001	It's cold\tand dark
1002	\N
\.

INSERT INTO public.error_codes (code, message) VALUES (-5, E'Too\nfast' || ' again'), (0x10, upper('x'));
