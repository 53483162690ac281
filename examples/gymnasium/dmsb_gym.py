"""The auction market as a Gymnasium environment, over a pipe to the jar. Needs Python 3.9, gymnasium and numpy.

    env = AuctionEnv(scenario="paper")                   # one environment
    envs = AuctionVectorEnv(64, scenario="paper")        # 64 side by side, in one process

A step is one auction round, an action is one of the values of rho in `env.rhos`, the reward is the surplus over
`env.reward_scale`. Episode e of a seed is episode e of `dmsb simulate` with that seed; environment i of a vector that is
reset with seed s has the seed s + i. An episode is truncated, never terminated. docs/gymnasium.md describes the frames.

    python dmsb_gym.py --check --speed                   # gymnasium's own check, and steps per second
"""

import argparse
import os
import pathlib
import struct
import subprocess
import tempfile
import time

import gymnasium
import numpy as np
from gymnasium import spaces
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space

DMSB = os.environ.get("DMSB", str(pathlib.Path(__file__).resolve().parents[2] / "dmsb"))
GREETING = struct.Struct("<4siiiiidff")
CLOSE, RESET, STEP = b"\0", b"\1", b"\2"
LEAVE, NEXT, SEED = 0, 1, 2
RESETS = np.dtype([("how", "u1"), ("seed", "<i8")])


class Pipe:
    """A `dmsb gym` process and its frames."""

    def __init__(self, count, scenario="paper", settings=None, options=(), command=(DMSB,)):
        words = [*command, "gym", "--environments", str(count), "--scenario", str(scenario)]
        for key, value in (settings or {}).items():
            words += ["--set", f"{key}={value}"]
        self._errors = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [*words, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors)
        greeting = GREETING.unpack(self._read(GREETING.size))
        magic, version, self.count, self.size, self.actions, self.rounds, self.reward_scale, low, high = greeting
        if (magic, version) != (b"DMSB", 1):
            raise RuntimeError(f"dmsb gym: expected frames of version 1, got {magic} {version}")
        self.rhos = np.frombuffer(self._read(8 * self.actions), "<f8")
        self.observation_space = spaces.Box(low, high, (self.size,), np.float32)
        self.action_space = spaces.Discrete(self.actions)

    def reset(self, hows, seeds):
        request = np.zeros(self.count, RESETS)
        request["how"], request["seed"] = hows, seeds
        self._send(RESET + request.tobytes())
        return self._observations(self._read(4 * self.count * self.size))

    def step(self, actions):
        self._send(STEP + np.ascontiguousarray(actions, "<i4").tobytes())
        k, floats = self.count, 4 * self.count * self.size
        answer = self._read(floats + 9 * k)
        rewards = np.frombuffer(answer, "<f8", k, floats).astype(np.float64)
        over = np.frombuffer(answer, "u1", k, floats + 8 * k).astype(bool)
        return self._observations(answer), rewards, over

    def _observations(self, answer):
        return np.frombuffer(answer, "<f4", self.count * self.size).reshape(self.count, self.size).astype(np.float32)

    def _send(self, request):
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._broken() from None

    def _read(self, length):
        answer = self._process.stdout.read(length)
        if len(answer) < length:
            raise self._broken()
        return answer

    def _broken(self):
        self._process.wait()
        self._errors.seek(0)
        return RuntimeError("dmsb gym ended: " + self._errors.read().decode(errors="replace").strip())

    def close(self):
        if self._process.poll() is None:
            self._send(CLOSE)
            self._process.stdin.close()
            self._process.wait()
        self._process.stdout.close()
        self._errors.close()


class AuctionEnv(gymnasium.Env):
    """One environment."""

    metadata = {"render_modes": []}

    def __init__(self, **pipe):
        self._pipe = Pipe(1, **pipe)
        self.observation_space, self.action_space = self._pipe.observation_space, self._pipe.action_space
        self.rhos, self.reward_scale = self._pipe.rhos, self._pipe.reward_scale
        self._begun = False

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        if seed is None and not self._begun:
            seed = int(self.np_random.integers(2**31))
        self._begun = True
        observations = self._pipe.reset(NEXT if seed is None else SEED, seed or 0)
        return observations[0], {}

    def step(self, action):
        observations, rewards, over = self._pipe.step([action])
        return observations[0], float(rewards[0]), False, bool(over[0]), {}

    def close(self):
        self._pipe.close()


class AuctionVectorEnv(VectorEnv):
    """Several environments in one process. After the last step of an episode the next step begins another one."""

    metadata = {"render_modes": [], "autoreset_mode": AutoresetMode.NEXT_STEP}

    def __init__(self, num_envs, **pipe):
        self._pipe = Pipe(num_envs, **pipe)
        self.num_envs = num_envs
        self.single_observation_space, self.single_action_space = self._pipe.observation_space, self._pipe.action_space
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self.rhos, self.reward_scale = self._pipe.rhos, self._pipe.reward_scale
        self._begun = False

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed if isinstance(seed, int) else None)
        if seed is None and not self._begun:
            seed = int(self.np_random.integers(2**31))
        self._begun = True
        if seed is None:
            return self._pipe.reset(NEXT, 0), {}
        seeds = np.arange(self.num_envs) + seed if isinstance(seed, (int, np.integer)) else np.asarray(seed, np.int64)
        return self._pipe.reset(SEED, seeds), {}

    def step(self, actions):
        observations, rewards, over = self._pipe.step(actions)
        return observations, rewards, np.zeros(self.num_envs, bool), over, {}

    def close_extras(self, **kwargs):
        self._pipe.close()


def speed(envs, seconds):
    """Steps per second, all environments together, with random actions."""
    envs.reset(seed=1)
    actions = np.random.default_rng(1).integers(envs.single_action_space.n, size=(256, envs.num_envs))
    steps, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < seconds:
        for row in actions:
            envs.step(row)
        steps += actions.size
    return steps / (time.perf_counter() - begin)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="gymnasium's check_env")
    parser.add_argument("--speed", action="store_true", help="steps per second of 64 environments")
    parser.add_argument("--rewards", type=int, metavar="SEED", help="print the rewards of rho = 1 in the first episode")
    arguments = parser.parse_args()
    if arguments.check:
        from gymnasium.utils.env_checker import check_env

        env = AuctionEnv()
        check_env(env, skip_render_check=True)
        env.close()
        print("check_env: passed")
    if arguments.rewards is not None:
        env = AuctionEnv()
        env.reset(seed=arguments.rewards)
        over = False
        while not over:
            _, reward, _, over, _ = env.step(0)
            print(repr(reward * env.reward_scale))
        env.close()
    if arguments.speed:
        envs = AuctionVectorEnv(64)
        print(f"{speed(envs, 5):,.0f} steps/s")
        envs.close()


if __name__ == "__main__":
    main()
