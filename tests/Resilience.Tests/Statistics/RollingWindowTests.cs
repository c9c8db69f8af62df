using CsCheck;

namespace Resilience.Statistics;

public sealed class RollingWindowTests
{
    private const int Start = 1_000_000;

    private readonly RollingWindow _window = new(Start, bucketLength: 10, buckets: 10, series: 2);

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void A_bucket_leaves_exactly_one_window_after_it_began(int offset)
    {
        _window.Add(Start + offset, 3);

        _window.Sum(Start + 99).Should().Be(3);
        _window.Sum(Start + 100).Should().Be(0);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(1_000_000_000_000)]
    public void An_idle_gap_expires_on_reading(long gap)
    {
        for (int i = 0; i < 100; i++)
        {
            _window.Add(Start + i, 1);
        }

        _window.Sum(Start + 99 + gap).Should().Be(0);
        _window.Rate(Start + 99 + gap, 0, 1).Should().Be(0);
    }

    [Fact]
    public void The_rate_of_nothing_is_zero() => _window.Rate(Start, 0, 1).Should().Be(0);

    [Fact]
    public void The_rate_divides_one_count_by_another()
    {
        _window.Add(Start, 1, series: 0);
        _window.Add(Start + 50, 4, series: 1);

        _window.Rate(Start + 60, 0, 1).Should().Be(0.25);
        _window.Rate(Start + 100, 0, 1).Should().Be(0);
    }

    [Fact]
    public void A_clock_that_steps_back_counts_in_the_newest_bucket()
    {
        _window.Add(Start + 55, 1);
        _window.Add(Start - 55, 1);

        _window.Sum(Start).Should().Be(2);
        _window.Sum(Start + 149).Should().Be(2);
        _window.Sum(Start + 150).Should().Be(0);
    }

    [Fact]
    public void An_amount_since_the_last_touch_is_spread_evenly()
    {
        _window.AddSinceLastTouch(Start + 45, 52);

        _window.Sum(Start + 99).Should().Be(52);
        _window.Sum(Start + 100).Should().Be(40, "the oldest bucket held its tenth and the remainder");
        _window.Sum(Start + 110).Should().Be(30);
        _window.Sum(Start + 140).Should().Be(0);
    }

    [Fact]
    public void What_an_idle_gap_leaves_in_the_window_is_its_average_rate()
    {
        _window.AddSinceLastTouch(Start + 999, 1_000);

        _window.Sum(Start + 999).Should().Be(100);
    }

    [Fact]
    public void The_sum_is_that_of_a_list_of_everything_that_ever_happened() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 7], Gen.Select(Gen.Int[0, 20], Gen.Int[0, 5]).List[0, 60]).Sample((length, buckets, steps) =>
        {
            RollingWindow window = new(Start, length, buckets);
            List<(long Bucket, long Amount)> all = [];
            long now = Start;
            foreach ((int passed, int amount) in steps)
            {
                now += passed;
                long bucket = (now - Start) / length;
                window.Add(now, amount);
                all.Add((bucket, amount));
                if (window.Sum(now) != all.Where(entry => entry.Bucket > bucket - buckets).Sum(entry => entry.Amount))
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void Spreading_loses_only_what_falls_out_of_the_window() =>
        Gen.Select(Gen.Int[1, 10], Gen.Select(Gen.Int[0, 200], Gen.Int[0, 1000]).List[1, 30]).Sample((buckets, steps) =>
        {
            RollingWindow window = new(Start, 10, buckets);
            long now = Start;
            foreach ((int passed, int amount) in steps)
            {
                long before = window.Sum(now);
                long kept = window.Sum(now);
                now += passed;
                window.AddSinceLastTouch(now, amount);
                long sum = window.Sum(now);
                if (sum < 0 || sum > kept + amount || (passed == 0 && sum != before + amount))
                {
                    return false;
                }
            }

            return window.Sum(now + 10 * buckets) == 0;
        });

    [Fact]
    public void A_window_needs_length_buckets_and_series()
    {
        FluentActions.Invoking(() => new RollingWindow(0, 0, 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new RollingWindow(0, 1, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new RollingWindow(0, 1, 1, 0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
