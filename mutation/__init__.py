"""Mutation testing: does some test fail when one thing in a function is wrong?

`python run.py mutate deadlines metrics access` changes one operator, bound, condition or call of a room at a time and runs
the tests of that room which pass over the changed line. A change that no test notices has survived: a rule without a
test, code without a use, or a change that means the same. docs/quality.md holds the scores and the survivors.
"""
