using CsCheck;

namespace Resilience.Timing;

public sealed class JitterMathTests
{
    private const double Ceiling = 300_000;
    private const double Base = 1_000;
    private const double AlmostOne = 1 - 1.0 / (1L << 53);

    [Theory]
    [InlineData(Jitter.None, 10_000, 10_000)]
    [InlineData(Jitter.Uniform, 10_000, 5_000)]
    [InlineData(Jitter.Full, 10_000, 1)]
    [InlineData(Jitter.Exponential, Ceiling, 1)]
    [InlineData(Jitter.Decorrelated, 12_000, Base)]
    public void Draws_run_from_the_longest_to_the_shortest_delay(Jitter jitter, long longest, long shortest)
    {
        JitterMath.Apply(jitter, 10_000, Base, Ceiling, 4_000, 0).Should().Be(longest);
        JitterMath.Apply(jitter, 10_000, Base, Ceiling, 4_000, AlmostOne).Should().Be(shortest);
    }

    [Theory]
    [InlineData(Jitter.Uniform, 0.75)]
    [InlineData(Jitter.Full, 0.5)]
    [InlineData(Jitter.Exponential, 1)]
    public void Over_even_draws_the_mean_is_the_one_of_the_distribution(Jitter jitter, double expected)
    {
        const int draws = 10_000;
        double mean = Enumerable.Range(0, draws)
            .Average(i => (double)JitterMath.Apply(jitter, 10_000, Base, Ceiling, 0, (i + 0.5) / draws));

        (mean / 10_000).Should().BeApproximately(expected, 0.001);
    }

    [Fact]
    public void The_median_of_the_exponential_jitter_is_the_mean_times_the_logarithm_of_two() =>
        JitterMath.Apply(Jitter.Exponential, 10_000, Base, Ceiling, 0, 0.5).Should().Be((long)Math.Round(10_000 * Math.Log(2)));

    [Fact]
    public void A_base_at_the_ceiling_still_spreads_decorrelated_delays_over_half_of_it()
    {
        JitterMath.Apply(Jitter.Decorrelated, Ceiling, Ceiling, Ceiling, 0, 0).Should().Be((long)Ceiling);
        JitterMath.Apply(Jitter.Decorrelated, Ceiling, Ceiling, Ceiling, 0, AlmostOne).Should().Be((long)Ceiling / 2);
    }

    [Theory]
    [InlineData(Jitter.Uniform)]
    [InlineData(Jitter.Full)]
    [InlineData(Jitter.Exponential)]
    [InlineData(Jitter.Decorrelated)]
    public void Capped_delays_are_as_many_as_the_draws(Jitter jitter)
    {
        IEnumerable<long> delays = Enumerable.Range(0, 1000)
            .Select(i => JitterMath.Apply(jitter, Ceiling, Base, Ceiling, long.MaxValue, i / 1000.0));

        delays.Should().OnlyHaveUniqueItems().And.BeInDescendingOrder();
    }

    [Fact]
    public void A_longer_draw_never_gives_a_longer_delay() =>
        Gen.Select(Any.Jitter, Any.Ceiling, Any.Ticks, Any.Previous, Gen.Select(Any.Unit, Any.Unit))
            .Sample((jitter, ceiling, ticks, previous, draws) =>
            {
                double delay = Math.Min(ticks, ceiling);
                long first = JitterMath.Apply(jitter, delay, ticks, ceiling, previous, Math.Min(draws.Item1, draws.Item2));
                long second = JitterMath.Apply(jitter, delay, ticks, ceiling, previous, Math.Max(draws.Item1, draws.Item2));
                return first >= second;
            });
}
