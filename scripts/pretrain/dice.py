"""Seeded random numbers on one device: every draw of the generator goes through one of these."""

import torch


class Dice:
    """Draws that depend on the seed alone."""

    def __init__(self, seed: int, device: str = "cpu"):
        self.device = device
        self.source = torch.Generator(device).manual_seed(seed)

    def uniform(self, *shape: int, low: float = 0.0, high: float = 1.0) -> torch.Tensor:
        return low + (high - low) * torch.rand(*shape, generator=self.source, device=self.device)

    def normal(self, *shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=self.source, device=self.device)

    def lognormal(self, median: float, spread: float, *shape: int) -> torch.Tensor:
        return median * torch.exp(spread * self.normal(*shape))

    def student(self, freedom: float, *shape: int) -> torch.Tensor:
        """Heavy-tailed, about unit size in the middle."""
        half = torch.full(shape, freedom / 2, device=self.device)
        chi2 = 2 * torch._standard_gamma(half, generator=self.source)
        return self.normal(*shape) / torch.sqrt(chi2 / freedom + 1e-6)

    def gamma(self, shape: torch.Tensor) -> torch.Tensor:
        return torch._standard_gamma(shape, generator=self.source)

    def poisson(self, rate: torch.Tensor) -> torch.Tensor:
        return torch.poisson(rate, generator=self.source)

    def chance(self, probability: float, *shape: int) -> torch.Tensor:
        """1 with the given probability, else 0."""
        return (self.uniform(*shape) < probability).float()

    def choose(self, weights: list[float], n: int) -> torch.Tensor:
        odds = torch.tensor(weights, device=self.device)
        return torch.multinomial(odds, n, replacement=True, generator=self.source)

    def integers(self, low: int, high: int, *shape: int) -> torch.Tensor:
        """low ≤ value < high"""
        return torch.randint(low, high, shape, generator=self.source, device=self.device)
