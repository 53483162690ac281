"""The peer of docs/results/performance.md: one update and one decision of the learner, computed by libtorch.

    python libtorch.py [--threads 1] [--mode script|compile|eager] [--updates 150] [--decisions 1500]

Prints the median time of single calls. Needs torch alone. The algorithm is DMSB's Update at discount 0.95 and its Act
without chains: minibatch 256, 24 observations, 20 actions, hidden width 256, 5 denoising steps, float32. An update draws
noise, runs the target networks, moves both critics and the actor by Adam, and lets the targets follow.
"""

import argparse
import math
import statistics
import time
from typing import List

import torch
from torch import Tensor

BATCH, OBSERVATIONS, ACTIONS, HIDDEN, STEPS = 256, 24, 20, 256, 5
TIME = 16
DISCOUNT, ENTROPY, RATE, SOFT, DECAY = 0.95, 0.05, 1e-3, 0.005, 1e-4


def time_features() -> Tensor:
    half = TIME // 2
    frequency = torch.exp(-torch.arange(half) * math.log(10000.0) / (half - 1))
    angle = torch.arange(STEPS)[:, None] * frequency[None, :]
    return torch.cat([torch.sin(angle), torch.cos(angle)], 1)


def network(*sizes: int) -> List[Tensor]:
    """Weights and biases, alternating; inputs x outputs."""
    weights = []
    for a, b in zip(sizes, sizes[1:]):
        bound = 1 / math.sqrt(a)
        weights += [torch.empty(a, b).uniform_(-bound, bound), torch.empty(b).uniform_(-bound, bound)]
    return weights


def fresh_actor() -> List[Tensor]:
    return network(TIME, 32, TIME) + network(ACTIONS + TIME + OBSERVATIONS, HIDDEN, HIDDEN, ACTIONS)


def fresh_critic() -> List[Tensor]:
    return network(OBSERVATIONS, HIDDEN, HIDDEN, ACTIONS)


def mish(x: Tensor) -> Tensor:
    return torch.nn.functional.mish(x)


def critic(w: List[Tensor], s: Tensor) -> Tensor:
    h = mish(torch.addmm(w[1], s, w[0]))
    h = mish(torch.addmm(w[3], h, w[2]))
    return torch.addmm(w[5], h, w[4])


def chain(w: List[Tensor], s: Tensor, features: Tensor, noise: Tensor, keep: List[float], remove: List[float],
          spread: List[float]) -> Tensor:
    """Logits at the end of the reverse process. The shares of state and time in the first layer are computed once."""
    t = torch.addmm(w[3], mish(torch.addmm(w[1], features, w[0])), w[2])
    wx, wt, ws = w[4][:20], w[4][20:36], w[4][36:]
    state = torch.addmm(w[5], s, ws)
    moment = t @ wt
    x = noise[5]
    for i in range(5):
        k = 4 - i
        h = mish(torch.addmm(state + moment[k], x, wx))
        h = mish(torch.addmm(w[7], h, w[6]))
        eps = torch.tanh(torch.addmm(w[9], h, w[8]))
        x = keep[k] * x + remove[k] * eps
        if k > 0:
            x = x + spread[k] * noise[k]
    return x


def adam(w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], step: float, rate: float, decay: float):
    c1 = 1 - 0.9 ** step
    c2 = math.sqrt(1 - 0.999 ** step)
    for i in range(len(w)):
        d = g[i] + decay * w[i]
        m[i].mul_(0.9).add_(d, alpha=0.1)
        v[i].mul_(0.999).addcmul_(d, d, value=0.001)
        w[i].addcdiv_(m[i], v[i].sqrt().div_(c2).add_(1e-8), value=-rate / c1)


def follow(w: List[Tensor], target: List[Tensor], rate: float):
    for i in range(len(w)):
        target[i].lerp_(w[i], rate)


def losses_critic(c: List[Tensor], s: Tensor, action: Tensor, y: Tensor) -> Tensor:
    q1 = critic(c[:6], s).gather(1, action).squeeze(1)
    q2 = critic(c[6:], s).gather(1, action).squeeze(1)
    return (q1 - y).square().mean() + (q2 - y).square().mean()


def loss_actor(a: List[Tensor], q: Tensor, s: Tensor, features: Tensor, noise: Tensor, keep: List[float],
               remove: List[float], spread: List[float], entropy: float) -> Tensor:
    logp = torch.log_softmax(chain(a, s, features, noise, keep, remove, spread), 1)
    p = logp.exp()
    return -((p * q).sum(1) - entropy * (p * logp).sum(1)).mean()


def update(a: List[Tensor], ta: List[Tensor], c: List[Tensor], tc: List[Tensor], ma: List[Tensor], va: List[Tensor],
           mc: List[Tensor], vc: List[Tensor], s: Tensor, action: Tensor, reward: Tensor, live: Tensor, later: Tensor,
           features: Tensor, keep: List[float], remove: List[float], spread: List[float], step: float, discount: float,
           entropy: float, rate: float, soft: float, decay: float) -> Tensor:
    with torch.no_grad():
        p = torch.softmax(chain(ta, later, features, torch.randn(6, 256, 20), keep, remove, spread), 1)
        y = reward + discount * live * (p * torch.minimum(critic(tc[:6], later), critic(tc[6:], later))).sum(1)
    loss = losses_critic(c, s, action, y)
    g = torch.autograd.grad([loss], c)
    gc: List[Tensor] = []
    for x in g:
        assert x is not None
        gc.append(x)
    with torch.no_grad():
        adam(c, gc, mc, vc, step, rate, decay)
        q = torch.minimum(critic(c[:6], s), critic(c[6:], s))
    loss2 = loss_actor(a, q, s, features, torch.randn(6, 256, 20), keep, remove, spread, entropy)
    g2 = torch.autograd.grad([loss2], a)
    ga: List[Tensor] = []
    for x in g2:
        assert x is not None
        ga.append(x)
    with torch.no_grad():
        adam(a, ga, ma, va, step, rate, decay)
        follow(a, ta, soft)
        follow(c, tc, soft)
    return loss + loss2


def decide(a: List[Tensor], s: Tensor, features: Tensor, keep: List[float], remove: List[float],
           spread: List[float]) -> Tensor:
    with torch.no_grad():
        return chain(a, s, features, torch.zeros(6, 1, 20), keep, remove, spread).argmax(1)


def schedule():
    """The variance-preserving schedule of the paper's reference: beta from 0.1 to 10 over the steps."""
    low, high = 0.1, 10.0
    alpha = [math.exp(-low / STEPS - 0.5 * (high - low) * (2 * t - 1) / STEPS**2) for t in range(1, STEPS + 1)]
    bar, keep, remove, spread, past = 1.0, [], [], [], 1.0
    for x in alpha:
        past, bar = bar, bar * x
        variance = (1 - x) * (1 - past) / (1 - bar) if past < 1 else 0.0
        clean = (1 - x) * math.sqrt(past) / (1 - bar)
        noisy = (1 - past) * math.sqrt(x) / (1 - bar)
        keep.append(clean / math.sqrt(bar) + noisy)
        remove.append(-clean * math.sqrt(1 / bar - 1))
        spread.append(math.sqrt(variance))
    return keep, remove, spread


def median(call, warm: int, timed: int) -> float:
    for _ in range(warm):
        call()
    times = []
    for _ in range(timed):
        begin = time.perf_counter_ns()
        call()
        times.append(time.perf_counter_ns() - begin)
    return statistics.median(times)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--mode", choices=["script", "compile", "eager"], default="script")
    arguments.add_argument("--updates", type=int, default=150)
    arguments.add_argument("--decisions", type=int, default=1500)
    chosen = arguments.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(1)
    actor, critics = fresh_actor(), fresh_critic() + fresh_critic()
    for w in actor + critics:
        w.requires_grad_(True)
    target_actor = [w.detach().clone() for w in actor]
    target_critics = [w.detach().clone() for w in critics]
    zeros = [[torch.zeros_like(w, requires_grad=False) for w in ws] for ws in (actor, actor, critics, critics)]
    features = time_features()
    weights = schedule()
    s, later = torch.randn(BATCH, OBSERVATIONS), torch.randn(BATCH, OBSERVATIONS)
    action = torch.randint(0, ACTIONS, (BATCH, 1))
    reward, live = torch.rand(BATCH), torch.ones(BATCH)
    one = torch.randn(1, OBSERVATIONS)
    one_update, one_decision = update, decide
    if chosen.mode == "script":
        one_update, one_decision = torch.jit.script(update), torch.jit.script(decide)
    elif chosen.mode == "compile":
        global losses_critic, loss_actor, adam, follow
        losses_critic = torch.compile(losses_critic)
        loss_actor = torch.compile(loss_actor)
        adam, follow = torch.compile(adam), torch.compile(follow)
        one_decision = torch.compile(decide)
    step = 1.0

    def call_update():
        nonlocal step
        step += 1
        one_update(actor, target_actor, critics, target_critics, *zeros, s, action, reward, live, later, features,
                   *weights, step, DISCOUNT, ENTROPY, RATE, SOFT, DECAY)

    milliseconds = median(call_update, 60, chosen.updates) / 1e6
    microseconds = median(lambda: one_decision(target_actor, one, features, *weights), 500, chosen.decisions) / 1e3
    print(f"torch {torch.__version__}, {chosen.mode}, {chosen.threads} threads: "
          f"update {milliseconds:.2f} ms, decision {microseconds:.1f} us")


if __name__ == "__main__":
    main()
