using CsCheck;

namespace Resilience.RateLimiting;

public sealed class GcraScaleTests
{
    [Theory]
    [InlineData(10, 1_000, TimeSpan.TicksPerSecond)]
    [InlineData(3, 1_000, TimeSpan.TicksPerSecond)]
    [InlineData(100, 60_000, 1_000_000_000)]
    [InlineData(1_000_000_000, 1_000, 1_000_000_000)]
    [InlineData(7, 1_000, 1_000)]
    public void Round_rates_are_exact(int permits, int milliseconds, long frequency)
    {
        GcraScale scale = GcraScale.Of(permits, TimeSpan.FromMilliseconds(milliseconds), 5, frequency);

        ((Int128)scale.Cost * permits * 1_000).Should().Be((Int128)milliseconds * frequency * scale.Multiplier);
        scale.Capacity.Should().Be(scale.Cost * 5);
    }

    [Fact]
    public void No_rate_is_faster_than_asked_and_all_fit_for_twenty_years() =>
        Gen.Select(Gen.Int[1, 1_000_000_000], Gen.Long[10, TimeSpan.FromDays(49).Ticks], Gen.Long[1, 1_000_000_000]).Sample(
            static (permits, ticks, frequency) =>
            {
                if (permits > (Int128)100 * ticks)
                    permits = (int)(100 * ticks);
                GcraScale scale = GcraScale.Of(permits, TimeSpan.FromTicks(ticks), 1, frequency);

                Int128 exact = (Int128)ticks * frequency * scale.Multiplier;
                Int128 taken = (Int128)scale.Cost * permits * TimeSpan.TicksPerSecond;
                taken.Should().BeGreaterThanOrEqualTo(exact);
                (taken - exact).Should().BeLessThan((Int128)permits * TimeSpan.TicksPerSecond, "the cost is at most one unit too high");
                ((Int128)scale.Multiplier * frequency * 20 * 365 * 24 * 3_600).Should().BeLessThan(long.MaxValue / 2);
            },
            iter: 10_000);
}
