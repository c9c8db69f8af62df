namespace Resilience.Statistics;

public sealed class StripedCounterTests
{
    [Fact]
    public void One_thread_counts_in_one_cell()
    {
        StripedCounter counter = new();

        Enumerable.Range(1, 1000).Should().OnlyContain(expected => counter.Increment() == expected);

        counter.Sum().Should().Be(1000);
        counter.CellCount.Should().Be(1);
    }

    [Fact]
    public async Task After_parallel_increments_the_sum_is_exact()
    {
        const int threads = 8, increments = 100_000;
        StripedCounter counter = new();
        using Barrier start = new(threads);

        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (int i = 0; i < increments; i++)
                {
                    counter.Increment();
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        counter.Sum().Should().Be(threads * increments);
        counter.CellCount.Should().BeInRange(1, 2 * Environment.ProcessorCount);
    }

    [Fact]
    public void At_rest_a_counter_stays_small_and_counting_allocates_nothing()
    {
        new StripedCounter().Increment();

        long before = GC.GetAllocatedBytesForCurrentThread();
        StripedCounter counter = new();
        long created = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            counter.Increment();
        }

        long counted = GC.GetAllocatedBytesForCurrentThread();

        (created - before).Should().BeInRange(128, 256);
        (counted - created).Should().Be(0);
        counter.Sum().Should().Be(1000);
    }
}
