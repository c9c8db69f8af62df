using CsCheck;

namespace Resilience.Bulkheads;

public sealed class LimitSamplerTests
{
    [Fact]
    public void An_empty_window_has_no_times()
    {
        LimitWindow window = new LimitSampler().Take();
        window.Should().Be(new LimitWindow());
    }

    [Fact]
    public void A_window_is_taken_once()
    {
        var sampler = new LimitSampler();
        sampler.Record(1_000, 3);
        sampler.Drop(5);
        sampler.Drop(4);
        sampler.Count().Should().Be(3);
        LimitWindow window = sampler.Take();
        (window.Calls, window.Drops, window.MaxInFlight).Should().Be((1, 2, 5));
        window.Length.Should().Be(TimeSpan.Zero);
        sampler.Count().Should().Be(0);
        sampler.Take().Should().Be(new LimitWindow());
    }

    [Fact]
    public void Times_are_those_of_the_calls()
    {
        var sampler = new LimitSampler();
        for (uint i = 1; i <= 10; i++)
            sampler.Record(i, 1);
        LimitWindow window = sampler.Take();
        window.ShortestTime.Should().Be(TimeSpan.FromMicroseconds(1));
        window.MedianTime.Should().Be(TimeSpan.FromMicroseconds(5));
        window.Percentile90.Should().Be(TimeSpan.FromMicroseconds(9));
        window.AverageTime.Should().Be(TimeSpan.FromMicroseconds(5));
    }

    [Fact]
    public void The_longest_time_is_seventy_one_minutes()
    {
        var sampler = new LimitSampler();
        sampler.Record(uint.MaxValue, 1);
        sampler.Take().AverageTime.TotalMinutes.Should().BeApproximately(71.6, 71.6 / 32);
    }

    [Fact]
    public void Every_time_is_within_a_thirty_second() =>
        Gen.UInt.Array[1, 50].Sample(
            static times =>
            {
                var sampler = new LimitSampler();
                foreach (uint time in times)
                    sampler.Record(time, 1);
                Array.Sort(times);
                LimitWindow window = sampler.Take();
                window.Calls.Should().Be(times.Length);
                ShouldBeClose(window.ShortestTime, times[0]);
                ShouldBeClose(window.MedianTime, times[(times.Length - 1) / 2]);
                ShouldBeClose(window.Percentile90, times[(int)Math.Ceiling(0.9 * times.Length) - 1]);
                ShouldBeClose(window.AverageTime, times.Average(static time => (double)time));

                static void ShouldBeClose(TimeSpan measured, double exact) =>
                    measured.TotalMicroseconds.Should().BeApproximately(exact, (exact / 32) + 1);
            });
}
