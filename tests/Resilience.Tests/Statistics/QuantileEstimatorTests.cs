using CsCheck;

namespace Resilience.Statistics;

public sealed class QuantileEstimatorTests
{
    private const long Start = 5_000;
    private const long Window = 3_000;

    private static readonly TimeSpan _ms = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void The_estimate_is_within_a_64th_of_the_exact_quantile() =>
        Gen.Select(Gen.Long[0, 3_600_000_000].Array[1, 300], Gen.Double.Unit).Sample((samples, quantile) =>
        {
            QuantileEstimator estimator = new(quantile, Start, Window, warmUp: 1);
            foreach (long microseconds in samples)
            {
                estimator.Record(Start, TimeSpan.FromMicroseconds(microseconds));
            }

            long exact = samples.Order().ElementAt(Math.Max(1, (int)Math.Ceiling(quantile * samples.Length)) - 1);
            long estimate = (long)estimator.Estimate(Start)!.Value.TotalMicroseconds;
            return Math.Abs(estimate - exact) * 64 <= exact;
        });

    [Fact]
    public void Before_the_warm_up_is_over_there_is_no_estimate()
    {
        QuantileEstimator estimator = new(0.95, Start, Window, warmUp: 10);
        estimator.Estimate(Start).Should().BeNull();
        Record(estimator, Start, 9);
        estimator.Estimate(Start + 30).Should().BeNull();

        Record(estimator, Start + 30, 1);

        estimator.Estimate(Start + 60).Should().NotBeNull();
    }

    [Fact]
    public void Samples_older_than_the_window_are_forgotten()
    {
        QuantileEstimator estimator = new(0.5, Start, Window, warmUp: 1);
        Record(estimator, Start, 10);

        estimator.Estimate(Start + Window - 1).Should().NotBeNull();
        estimator.Estimate(Start + Window + Window / 100).Should().BeNull("even though nothing was recorded since");
    }

    [Fact]
    public void Durations_of_which_only_a_lower_bound_is_known_stand_above_the_others()
    {
        QuantileEstimator estimator = new(0.9, Start, Window, warmUp: 10);
        for (int i = 1; i <= 9; i++)
            estimator.Record(Start, i * _ms);
        estimator.RecordLonger(Start);

        estimator.Estimate(Start).Should().BeCloseTo(9 * _ms, 0.2 * _ms, "the tenth of ten is longer, whatever it was");
    }

    [Fact]
    public void An_estimate_among_durations_that_are_not_known_is_the_longest_known_one()
    {
        QuantileEstimator estimator = new(0.9, Start, Window, warmUp: 1);
        estimator.Record(Start, 5 * _ms);
        for (int i = 0; i < 9; i++)
            estimator.RecordLonger(Start);

        estimator.Estimate(Start).Should().BeCloseTo(5 * _ms, 0.1 * _ms);
    }

    [Fact]
    public void Where_no_duration_is_known_there_is_no_estimate()
    {
        QuantileEstimator estimator = new(0.9, Start, Window, warmUp: 1);
        estimator.RecordLonger(Start);

        estimator.Estimate(Start).Should().BeNull();
        estimator.Estimate(Start + (2 * Window)).Should().BeNull();
    }

    [Fact]
    public void After_a_shift_the_new_durations_take_over()
    {
        QuantileEstimator estimator = new(0.5, Start, Window, warmUp: 1);
        Record(estimator, Start, 100, 10 * _ms);
        Record(estimator, Start + 1_500, 100, 500 * _ms);

        estimator.Estimate(Start + Window).Should().BeCloseTo(500 * _ms, 8 * _ms);
    }

    [Fact]
    public void An_answer_stands_for_a_hundredth_of_the_window()
    {
        QuantileEstimator estimator = new(1, Start, Window, warmUp: 1);
        Record(estimator, Start, 1, 10 * _ms);
        TimeSpan? first = estimator.Estimate(Start);
        Record(estimator, Start + 1, 1, 900 * _ms);

        estimator.Estimate(Start + 29).Should().Be(first);
        estimator.Estimate(Start + 30).Should().BeCloseTo(900 * _ms, 15 * _ms);
    }

    [Fact]
    public void Durations_off_the_scale_count_as_its_ends()
    {
        QuantileEstimator estimator = new(1, Start, Window, warmUp: 1);
        estimator.Record(Start, TimeSpan.MinValue);
        estimator.Estimate(Start).Should().Be(TimeSpan.Zero);

        estimator.Record(Start + 30, TimeSpan.MaxValue);

        estimator.Estimate(Start + 30).Should().BeCloseTo(TimeSpan.FromMinutes(71), TimeSpan.FromMinutes(1.5));
    }

    [Fact]
    public void Recording_and_asking_allocate_nothing()
    {
        QuantileEstimator estimator = new(0.95, Start, Window, warmUp: 10);
        Record(estimator, Start, 20);
        estimator.Estimate(Start);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Record(estimator, Start + 1_500, 1000);
        TimeSpan? estimate = estimator.Estimate(Start + 1_500);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        estimate.Should().NotBeNull();
        allocated.Should().Be(0);
    }

    [Fact]
    public async Task Parallel_recording_within_a_slice_loses_nothing()
    {
        const int threads = 4, each = 20_000;
        QuantileEstimator estimator = new(0.5, Start, Window, warmUp: threads * each);

        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(
            () => Record(estimator, Start, each), TestContext.Current.CancellationToken)));

        estimator.Estimate(Start).Should().NotBeNull("every single sample is needed for the warm-up");
    }

    [Theory]
    [InlineData(-0.1, 10, 1)]
    [InlineData(1.1, 10, 1)]
    [InlineData(0.5, 2, 1)]
    [InlineData(0.5, 10, 0)]
    public void Bad_arguments_are_refused(double quantile, long window, int warmUp) =>
        FluentActions.Invoking(() => new QuantileEstimator(quantile, 0, window, warmUp)).Should().Throw<ArgumentOutOfRangeException>();

    private static void Record(QuantileEstimator estimator, long now, int count, TimeSpan? duration = null)
    {
        for (int i = 0; i < count; i++)
        {
            estimator.Record(now, duration ?? _ms);
        }
    }
}
