"""What the fuzzer runs: targets that raise where a promise is broken, and their seeds.

Nothing here needs the fuzzer itself but `__main__`, so the tests run every find as well.
"""
