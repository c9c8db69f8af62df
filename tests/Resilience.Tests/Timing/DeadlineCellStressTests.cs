namespace Resilience.Timing;

/// <summary>Threads hammer real cells. What is asserted holds for every timing; the iteration counts are fixed.</summary>
public sealed class DeadlineCellStressTests
{
    private const int Owners = 3;
    private const int Sweepers = 2;
    private const int Attempts = 60_000;
    private const long Past = 1;
    private const long Future = 1_000_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sweeps_and_callers_touch_the_attempt_that_they_mean_and_no_other(bool polls)
    {
        Timeline timeline = new HandSweeper(polls).Timeline();
        var registry = new CellRegistry();
        using var stop = new CancellationTokenSource();
        Task<long>[] sweepers = [.. Enumerable.Range(0, Sweepers).Select(_ => OnItsOwnThread(() => Sweep(registry, timeline, stop.Token)))];
        Task<long>[] owners = [.. Enumerable.Range(0, Owners).Select(seed => OnItsOwnThread(() => Own(registry, timeline, seed)))];

        long[] fired = await Task.WhenAll(owners);
        await stop.CancelAsync();
        long[] sweeps = await Task.WhenAll(sweepers);

        fired.Sum().Should().BeGreaterThan(0, "some of the attempts must have met a sweep");
        sweeps.Should().OnlyContain(count => count > 0);
        registry.Count.Should().Be(0);
    }

    private static Task<long> OnItsOwnThread(Func<long> work) =>
        Task.Factory.StartNew(work, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static long Sweep(CellRegistry registry, Timeline timeline, CancellationToken stop)
    {
        long sweeps = 0;
        for (; !stop.IsCancellationRequested; sweeps++)
            registry.Sweep(timeline, Past + (sweeps & 1));
        return sweeps + 1;
    }

    private static long Own(CellRegistry registry, Timeline timeline, int seed)
    {
        var random = new Random(seed);
        var cell = new DeadlineCell();
        var safe = new List<CancellationToken>();
        long fired = 0;
        registry.Add(cell);
        for (int i = 0; i < Attempts; i++)
            fired += Attempt(cell, timeline, random, safe) ? 1 : 0;
        registry.Remove(cell);
        safe.Should().NotBeEmpty();
        safe.Count(token => token.IsCancellationRequested).Should().Be(0, "a late sweep must not touch what has ended unharmed");
        return fired;
    }

    private static bool Attempt(DeadlineCell cell, Timeline timeline, Random random, List<CancellationToken> safe)
    {
        bool expires = random.Next(4) == 0;
        bool callerCancels = random.Next(16) == 0;
        bool asynchronous = random.Next(8) == 0;
        bool waits = (expires || (callerCancels && (asynchronous || timeline.Sweeper.Polls))) && random.Next(4) == 0;
        using CancellationTokenSource? caller = callerCancels ? new() : null;
        cell.Due = expires ? Past : Future;
        cell.FiredDue = Timeline.Never;

        CancellationToken token = cell.Arm(timeline, caller?.Token ?? default, urgent: false);
        if (asynchronous)
            cell.WatchCaller();
        caller?.Cancel();
        // Liveness: the cancellation comes while sweepers sweep. A lost one ends the test run by its own time limit.
        var spin = default(SpinWait);
        while (waits && !token.IsCancellationRequested)
            spin.SpinOnce(sleep1Threshold: -1);
        cell.Settle(keepSource: !asynchronous);

        bool fired = cell.FiredDue != Timeline.Never;
        if (fired && !expires)
            throw new InvalidOperationException("An attempt fired before its deadline.");
        if (!expires && !callerCancels && token.IsCancellationRequested)
            throw new InvalidOperationException("An attempt was cancelled that neither a deadline nor a caller wanted to cancel.");
        if (waits && !callerCancels && !fired)
            throw new InvalidOperationException("An attempt was cancelled, but no deadline claims it.");
        // A source that is kept may be cancelled by a later attempt; one that was let go of unharmed, by nobody.
        if (!fired && !callerCancels && cell.Source is null)
            safe.Add(token);
        return fired;
    }
}
