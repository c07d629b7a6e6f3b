"""One step of plain SGD in NumPy: the other side of ourStep in ours.go.

    python3 step.py            prints the nanoseconds of a step and of products, as JSON

The same work as our side: draw 100 of the rows, forward, loss, backward without the
slopes of the input, update. float64, ReLU, softmax with cross entropy.
"""
import json
import sys
import time

import numpy as np


def step(x, t, params, rng, lr=0.1):
    w1, b1, w2, b2 = params
    rows = rng.choice(len(x), 100, replace=False, shuffle=False)
    xb, tb = x[rows], t[rows]
    h = np.maximum(xb @ w1 + b1, 0)
    a = h @ w2 + b2
    a = a - a.max(axis=1, keepdims=True)
    e = np.exp(a)
    total = e.sum(axis=1, keepdims=True)
    loss = np.mean(np.log(total[:, 0]) - (a * tb).sum(axis=1))
    da = (e / total - tb) / len(xb)
    dh = da @ w2.T
    dh[h == 0] = 0
    w2 -= lr * (h.T @ da)
    b2 -= lr * da.sum(axis=0)
    w1 -= lr * (xb.T @ dh)
    b1 -= lr * dh.sum(axis=0)
    return loss


def timed(f, seconds=1 / 7):
    """The median time of a call of f, in nanoseconds."""
    f()
    times, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 5:
        start = time.perf_counter_ns()
        f()
        times.append(time.perf_counter_ns() - start)
    return float(np.median(times))


def main():
    rng = np.random.default_rng(1)
    result = {}
    for sizes in (784, 50, 10), (64, 50, 10):
        d, h, k = sizes
        x = rng.random((1000, d))
        t = np.eye(k)[rng.integers(0, k, 1000)]
        params = [rng.normal(0, 0.1, (d, h)), np.zeros(h), rng.normal(0, 0.1, (h, k)), np.zeros(k)]
        result["step/%d-%d-%d" % sizes] = timed(lambda: step(x, t, params, rng))
    for rows, inner, cols in (100, 784, 50), (256, 256, 256), (1024, 1024, 1024):
        a, b = rng.random((rows, inner)), rng.random((inner, cols))
        c = np.empty((rows, cols))
        result["mul/%dx%dx%d" % (rows, inner, cols)] = timed(lambda: np.matmul(a, b, out=c))
    json.dump(result, sys.stdout)
    print()


if __name__ == "__main__":
    main()
