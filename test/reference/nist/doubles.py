# How many certified digits exact (rational) arithmetic reaches when the data are first rounded to doubles: what no program
# that reads them as doubles can be asked to exceed. Powers are rounded once, as a correctly rounded pow would.
# Writes doubles.json; plain Python.
import csv, json, math, os
from fractions import Fraction as F

HERE = os.path.dirname(os.path.abspath(__file__))
CERTIFIED = json.load(open(os.path.join(HERE, 'certified.json')))


def rows(file):
    return list(csv.DictReader(open(os.path.join(HERE, '..', file))))


def digits(value, certified):
    wanted = F(certified)
    off = abs(F(value) - wanted) / (abs(wanted) or 1)
    return 15.0 if off == 0 else round(min(15.0, -math.log10(off)), 3)


def inverse_times(matrix, right):
    n = len(matrix)
    m = [matrix[i][:] + right[i][:] for i in range(n)]
    for i in range(n):
        p = next(r for r in range(i, n) if m[r][i] != 0)
        m[i], m[p] = m[p], m[i]
        m[i] = [v / m[i][i] for v in m[i]]
        for r in range(n):
            if r != i and m[r][i] != 0:
                m[r] = [a - m[r][i] * b for a, b in zip(m[r], m[i])]
    return [row[n:] for row in m]


def regression(x, y):
    k = len(x[0])
    xx = [[sum(r[i] * r[j] for r in x) for j in range(k)] for i in range(k)]
    xy = [sum(r[i] * v for r, v in zip(x, y)) for i in range(k)]
    both = inverse_times(xx, [[xy[i]] + [F(int(i == j)) for j in range(k)] for i in range(k)])
    b = [row[0] for row in both]
    rss = sum((v - sum(p * q for p, q in zip(b, r))) ** 2 for r, v in zip(x, y))
    s2 = rss / (len(y) - k)
    return b, [math.sqrt(s2 * row[1 + i]) for i, row in enumerate(both)]


def design(name, table):
    if name == 'Longley':
        return [[F(1)] + [F(float(r[c])) for c in r if c != 'y'] for r in table]
    first = 1 if name.startswith('NoInt') else 0
    k = len(CERTIFIED['linear'][name]['exact']['coef'])
    return [[F(float(F(float(r['x'])) ** p)) for p in range(first, first + k)] for r in table]


def linear(name):
    exact, table = CERTIFIED['linear'][name]['exact'], rows(CERTIFIED['linear'][name]['file'])
    b, se = regression(design(name, table), [F(float(r['y'])) for r in table])
    perfect = float(exact['residual_sd']) == 0
    return {'estimates': min(digits(v, w) for v, w in zip(b, exact['coef'])),
            'std_errors': None if perfect else min(digits(v, w) for v, w in zip(se, exact['sd']))}


def univariate(name):
    known = CERTIFIED['univariate'][name]
    y = [F(float(r['y'])) for r in rows(known['file'])]
    mean = sum(y) / len(y)
    d = [v - mean for v in y]
    squares = sum(v * v for v in d)
    products = sum(a * b for a, b in zip(d, d[1:]))
    return {'mean': digits(mean, known['mean']), 'sd': digits(math.sqrt(squares / (len(y) - 1)), known['sd']),
            'autocorrelation': digits(products / squares, known['autocorr_lag1'])}


def anova(name):
    known, groups = CERTIFIED['anova'][name], {}
    for r in rows(known['file']):
        groups.setdefault(r['treatment'], []).append(F(float(r['response'])))
    n = sum(map(len, groups.values()))
    mean = sum(sum(v) for v in groups.values()) / n
    between = sum(len(v) * (sum(v) / len(v) - mean) ** 2 for v in groups.values())
    within = sum(sum(t * t for t in v) - sum(v) ** 2 / len(v) for v in groups.values())
    f = (between / (len(groups) - 1)) / (within / (n - len(groups)))
    return {'f': digits(f, known['F'])}


out = {kind: {name: of(name) for name in CERTIFIED[kind]}
       for kind, of in (('linear', linear), ('univariate', univariate), ('anova', anova))}
with open(os.path.join(HERE, 'doubles.json'), 'w') as file:
    json.dump(out, file, indent=1)
    file.write('\n')
