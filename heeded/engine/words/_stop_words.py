"""Words too common to look for unless nothing else was typed or they stand in a quotation."""

STOP_WORDS = frozenset(
    """
    a about after again all also am an and any are as at be because been before being both but by can cannot could
    couldn did didn do does doesn doing don down during each either else ever every few for from further get gets had
    hadn has hasn have haven having he her here hers herself him himself his how however i if in into is isn it its
    itself just ll me might more most much must mustn my myself neither no nor not now of off on once one only or
    other our ours ourselves out over own per quite re s same shall she should shouldn since so some such t than that
    the their theirs them themselves then there these they this those through to too under until up upon us ve very
    via was wasn we were weren what when where whether which while who whom whose why will with within without won
    would wouldn yet you your yours yourself yourselves
    """.split()
)
