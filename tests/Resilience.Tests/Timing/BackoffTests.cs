using CsCheck;
using Resilience.Timing;

namespace Resilience;

public sealed class BackoffTests
{
    private static readonly TimeSpan _base = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void Every_delay_of_every_backoff_lies_between_zero_and_the_ceiling() =>
        Gen.Select(Any.Shape, Any.Jitter, Any.Ticks, Any.Multiplier, Any.Ceiling, Gen.Select(Any.Retry, Any.Previous, Any.Unit))
            .Sample((shape, jitter, baseTicks, multiplier, ceiling, call) =>
            {
                Backoff backoff = Any.Backoff(shape, new(baseTicks), multiplier, new(ceiling), jitter);
                TimeSpan delay = backoff.GetDelay(call.Item1, new(call.Item2), call.Item3);
                return delay <= backoff.Ceiling && (baseTicks == 0 ? delay == TimeSpan.Zero : delay > TimeSpan.Zero);
            });

    [Fact]
    public void Distinct_draws_give_distinct_delays_even_at_the_ceiling() =>
        Gen.Select(
            Any.Shape,
            Any.Jitter.Where(jitter => jitter != Jitter.None),
            Gen.Long[TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerDay],
            Gen.Long[TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerDay].Select(Any.Retry),
            Gen.Double[0, 0.4],
            Gen.Double[0.41, 0.99]).Sample((shape, jitter, baseTicks, ceilingAndRetry, low, high) =>
            {
                (long ceiling, int retry) = ceilingAndRetry;
                Backoff backoff = Any.Backoff(shape, new(baseTicks), 2, new(ceiling), jitter);

                // Between a base and a ceiling only a few ticks apart there is nothing to spread over.
                bool room = jitter != Jitter.Decorrelated || ceiling <= baseTicks || ceiling - baseTicks > 1000;
                return !room || backoff.GetDelay(retry, TimeSpan.MaxValue, high) < backoff.GetDelay(retry, TimeSpan.MaxValue, low);
            });

    [Fact]
    public void A_decorrelated_delay_is_never_shorter_than_the_base_delay_where_the_ceiling_allows_it() =>
        Gen.Select(Any.Shape, Any.Ticks, Any.Ceiling, Any.Retry, Any.Previous, Any.Unit)
            .Sample((shape, baseTicks, ceiling, retry, previous, unit) =>
            {
                Backoff backoff = Any.Backoff(shape, new(baseTicks), 2, new(ceiling), Jitter.Decorrelated);
                long delay = backoff.GetDelay(retry, new(previous), unit).Ticks;
                return baseTicks < ceiling ? delay >= baseTicks : delay >= ceiling / 2;
            });

    [Fact]
    public void A_decorrelated_walk_that_has_reached_the_ceiling_still_spreads()
    {
        Random random = new(20261123);
        Backoff backoff = Backoff.Exponential(_base / 2, jitter: Jitter.Decorrelated).WithCeiling(TimeSpan.FromSeconds(10));
        int atCeiling = 0;
        for (int client = 0; client < 10_000; client++)
        {
            TimeSpan delay = TimeSpan.Zero;
            for (int retry = 1; retry <= 8; retry++)
            {
                delay = backoff.GetDelay(retry, delay, random.NextDouble());
            }

            atCeiling += delay == backoff.Ceiling ? 1 : 0;
        }

        // Drawing first and capping afterwards puts one client in nine there.
        atCeiling.Should().BeLessThan(5);
    }

    [Fact]
    public void Without_jitter_draw_and_previous_delay_do_not_matter() =>
        Backoff.Exponential(_base, jitter: Jitter.None).GetDelay(4, TimeSpan.FromDays(1), 0.7).Should().Be(_base * 8);

    [Fact]
    public void No_backoff_never_waits() => Backoff.None.GetDelay(int.MaxValue, TimeSpan.MaxValue, 0).Should().Be(TimeSpan.Zero);

    [Fact]
    public void The_default_doubles_from_200_ms_under_30_s_with_full_jitter()
    {
        Backoff.Default.Should().Be(Backoff.Exponential(_base, 2, Jitter.Full).WithCeiling(TimeSpan.FromSeconds(30)));
        Backoff.Default.GetDelay(8, TimeSpan.Zero, 0).Should().Be(TimeSpan.FromSeconds(25.6));
        Backoff.Default.GetDelay(9, TimeSpan.Zero, 0).Should().Be(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(Jitter.Uniform, 4, 0.95, 840)]
    [InlineData(Jitter.Full, 9, 0.5, 15_000)]
    [InlineData(Jitter.Exponential, 6, 0.5, 4_380)]
    [InlineData(Jitter.Exponential, 8, 0.05, 27_300)]
    public void The_delays_are_those_of_the_table_in_the_documentation(Jitter jitter, int retry, double unit, double milliseconds) =>
        Backoff.Default.WithJitter(jitter).GetDelay(retry, TimeSpan.Zero, unit).TotalMilliseconds
            .Should().BeApproximately(milliseconds, milliseconds * 0.005);

    [Fact]
    public void A_base_delay_above_the_default_ceiling_is_its_own_ceiling() =>
        Backoff.Constant(TimeSpan.FromMinutes(2)).GetDelay(1, TimeSpan.Zero, 0).Should().Be(TimeSpan.FromMinutes(2));

    [Fact]
    public void Equal_parameters_make_equal_backoffs()
    {
        Backoff backoff = Backoff.Linear(_base);

        (backoff == Backoff.Linear(_base)).Should().BeTrue();
        backoff.GetHashCode().Should().Be(Backoff.Linear(_base).GetHashCode());
        backoff.WithJitter(Jitter.Full).WithCeiling(TimeSpan.FromSeconds(30)).Should().Be(backoff);
        backoff.Equals((object?)null).Should().BeFalse();
        (null == backoff).Should().BeFalse();
    }

    [Fact]
    public void Each_parameter_counts_for_equality()
    {
        Backoff[] backoffs =
        [
            Backoff.Exponential(_base), Backoff.Exponential(_base, 3), Backoff.Exponential(_base * 2), Backoff.Fibonacci(_base),
            Backoff.Exponential(_base, jitter: Jitter.None), Backoff.Exponential(_base).WithCeiling(_base),
        ];

        backoffs.Should().OnlyHaveUniqueItems();
        (backoffs[0] != backoffs[1]).Should().BeTrue();
    }

    public static TheoryData<Backoff, string> Descriptions => new()
    {
        { Backoff.None, "no delay" },
        { Backoff.Default, "exponential 200 ms ×2 ≤ 30 s, full jitter" },
        { Backoff.Exponential(TimeSpan.FromSeconds(1.5), 1.5, Jitter.Decorrelated), "exponential 1.5 s ×1.5 ≤ 30 s, decorrelated jitter" },
        { Backoff.Linear(_base, Jitter.Uniform).WithCeiling(TimeSpan.FromMinutes(2)), "linear 200 ms ≤ 2 min, uniform jitter" },
        { Backoff.Fibonacci(_base, Jitter.Exponential), "fibonacci 200 ms ≤ 30 s, exponential jitter" },
        { Backoff.Constant(_base), "constant 200 ms, no jitter" },
        { Backoff.Constant(_base).WithCeiling(_base / 2), "constant 200 ms ≤ 100 ms, no jitter" },
        { Backoff.Constant(_base, Jitter.Exponential), "constant 200 ms ≤ 30 s, exponential jitter" },
    };

    [Theory]
    [MemberData(nameof(Descriptions))]
    public void A_backoff_describes_itself(Backoff backoff, string expected) => backoff.ToString().Should().Be(expected);

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "delay", () => Backoff.Constant(TimeSpan.FromTicks(-1)) },
        { "delay", () => Backoff.Constant(TimeSpan.FromDays(50)) },
        { "baseDelay", () => Backoff.Linear(Timeout.InfiniteTimeSpan) },
        { "baseDelay", () => Backoff.Exponential(TimeSpan.MaxValue) },
        { "baseDelay", () => Backoff.Fibonacci(TimeSpan.MinValue) },
        { "multiplier", () => Backoff.Exponential(_base, 0.99) },
        { "multiplier", () => Backoff.Exponential(_base, double.NaN) },
        { "multiplier", () => Backoff.Exponential(_base, double.PositiveInfinity) },
        { "jitter", () => Backoff.Constant(_base, (Jitter)5) },
        { "jitter", () => Backoff.Default.WithJitter((Jitter)(-1)) },
        { "ceiling", () => Backoff.Default.WithCeiling(TimeSpan.Zero) },
        { "ceiling", () => Backoff.Default.WithCeiling(TimeSpan.FromDays(50)) },
        { "retry", () => Backoff.Default.GetDelay(0, TimeSpan.Zero, 0) },
        { "previous", () => Backoff.Default.GetDelay(1, TimeSpan.FromTicks(-1), 0) },
        { "unit", () => Backoff.Default.GetDelay(1, TimeSpan.Zero, -0.1) },
        { "unit", () => Backoff.Default.GetDelay(1, TimeSpan.Zero, 1) },
        { "unit", () => Backoff.Default.GetDelay(1, TimeSpan.Zero, double.NaN) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_range(string parameter, Action mistake) =>
        mistake.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter).WithMessage($"{parameter} must be between *");
}
