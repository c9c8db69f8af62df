using System.Collections.Concurrent;
using Resilience.Faults;

namespace Resilience.Hedging;

/// <summary>
/// Many races at once. What is asserted holds for every timing: nothing is lost, nothing is shared, every result has one owner or none.
/// </summary>
[Collection(nameof(OneAtATime))]
public sealed class HedgingStressTests
{
    private const int Workers = 6;
    private const int Calls = 2_000;

    private static readonly ResilienceKey<int> _key = new("attempt");
    private static readonly ResilienceKey<RacePlan> _planKey = new("plan");
    private static readonly AsyncLocal<RacePlan?> _ambient = new();

    private readonly ConcurrentDictionary<CancellationToken, int> _inUse = [];
    private readonly ConcurrentBag<string> _wrong = [];
    private readonly ConcurrentBag<RacePlan> _plans = [];
    private readonly Turnstile _inside = new();
    private int _hedged;
    private int _succeeded;
    private int _failed;
    private int _cancelled;

    // An attempt whose thread was put aside may have ended before it is looked at: to the engine it has never left its thread, and its token
    // is given to another. So only where tokens are not given away is the winner's sure to stay as it was.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_happens_every_attempt_leaves_every_result_has_one_owner_and_one_attempt_counts(bool reusesTokens)
    {
        int unobserved = 0;
        EventHandler<UnobservedTaskExceptionEventArgs> onUnobserved = (_, _) => Interlocked.Increment(ref unobserved);
        TaskScheduler.UnobservedTaskException += onUnobserved;
        try
        {
            ResiliencePipeline<RacePlan.Tracked> pipeline = new ResiliencePipelineBuilder<RacePlan.Tracked> { ReuseCancellationSources = reusesTokens }
                .AddTimeout(TimeSpan.FromMinutes(10))
                .AddHedging(new()
                {
                    MaxAttempts = 3,
                    HandleResult = static result => result.IsBad,
                    DelayGenerator = static arguments =>
                        arguments.Context.TryGet(_planKey, out RacePlan? plan) ? plan!.Delay : _ambient.Value!.Delay,
                    OnHedging = _ =>
                    {
                        Interlocked.Increment(ref _hedged);
                        return default;
                    },
                })
                .AddStrategy(() => _inside)
                .AddTimeout(TimeSpan.FromMinutes(5))
                .Build();

            await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(pipeline, worker))));
            await _inside.EmptyAsync();
            await SettleAsync();
            for (int i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= onUnobserved;
        }

        _wrong.Should().BeEmpty();
        _inUse.Should().BeEmpty();
        _inside.Entered.Should().Be(_inside.LeftOnes);
        _plans.SelectMany(static plan => plan.Results.Select(result => (plan, result)))
            .Where(static it => it.result.Disposals != (it.result.IsReceived ? 0 : 1))
            .Select(static it => $"{it.plan}: {it.result}").Should().BeEmpty();
        _plans.Where(plan => !reusesTokens && !plan.IsCancelled && !plan.IsSynchronous)
            .Where(static plan => plan.Results.Any(
                static result => result.IsReceived && result.IsAsynchronous && result.Token.IsCancellationRequested))
            .Select(static plan => $"the winner's token was cancelled: {plan}").Should().BeEmpty();
        unobserved.Should().Be(0);
        _hedged.Should().BePositive();
        (_succeeded + _failed + _cancelled).Should().Be(Workers * Calls);
        new[] { _succeeded, _failed, _cancelled }.Should().OnlyContain(static count => count > 0);
    }

    private async Task WorkAsync(ResiliencePipeline<RacePlan.Tracked> pipeline, int worker)
    {
        var random = new Random(worker);
        for (int i = 0; i < Calls; i++)
        {
            using var caller = new CancellationTokenSource();
            var plan = new RacePlan(random, caller);
            _plans.Add(plan);
            _ambient.Value = plan;
            if (plan.HasContext)
            {
                var context = new ResilienceContext("stress", caller.Token);
                context.Set(_planKey, plan);
                Judge(plan, await pipeline.ExecuteOutcomeAsync(
                    (plan, context) =>
                    {
                        context.Set(_key, context.Attempt);
                        return WatchedAsync(plan, context.CancellationToken);
                    },
                    plan,
                    context));
                if (context.Attempt > 3 || context.CancellationToken != caller.Token)
                    _wrong.Add("the context is not as it was");
            }
            else
            {
                Judge(plan, plan.IsSynchronous
                    ? pipeline.ExecuteOutcome((plan, token) => WatchedAsync(plan, token).AsTask().GetAwaiter().GetResult(), plan, caller.Token)
                    : await pipeline.ExecuteOutcomeAsync(WatchedAsync, plan, caller.Token));
            }
        }
    }

    private async ValueTask<RacePlan.Tracked> WatchedAsync(RacePlan plan, CancellationToken token)
    {
        if (!_inUse.TryAdd(token, 0))
            _wrong.Add("two running callbacks held one token");
        try
        {
            return await plan.RunAsync(token);
        }
        finally
        {
            _inUse.TryRemove(token, out _);
        }
    }

    private void Judge(RacePlan plan, in Outcome<RacePlan.Tracked> outcome)
    {
        if (plan.Attempts > 3)
            _wrong.Add($"{plan.Attempts} attempts were made");
        if (outcome.TryGetResult(out RacePlan.Tracked? result))
        {
            Interlocked.Increment(ref _succeeded);
            result.IsReceived = true;
            if (result.Disposals > 0)
                _wrong.Add("the caller got a result that was disposed of");
            if (!plan.Results.Contains(result))
                _wrong.Add("the caller got the result of another call");
        }
        else if (outcome.IsCancelled)
        {
            Interlocked.Increment(ref _cancelled);
            if (!plan.IsCancelled)
                _wrong.Add("a call was cancelled by nobody");
        }
        else
        {
            Interlocked.Increment(ref _failed);
            if (outcome.Exception is not (TransientException or PermanentException))
                _wrong.Add($"a call ended with {outcome.Exception}");
        }
    }

    /// <summary>Losers' results are disposed of by and by.</summary>
    private async Task SettleAsync()
    {
        while (_plans.SelectMany(static plan => plan.Results).Any(static result => !result.IsReceived && result.Disposals == 0))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
