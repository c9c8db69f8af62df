using System.Collections.Concurrent;

namespace Resilience.Faults;

/// <summary>
/// Many executions at once through timeout → retry → timeout. What is asserted holds for every timing: nothing is lost, nothing is shared.
/// </summary>
[Collection(nameof(OneAtATime))]
public sealed class StressTests
{
    private const int Workers = 8;
    private const int Calls = 4_000;

    private readonly ConcurrentDictionary<CancellationToken, int> _inUse = [];
    private readonly ConcurrentBag<string> _wrong = [];
    private int _succeeded;
    private int _failed;
    private int _cancelled;
    private int _timedOut;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Executions_share_no_token_and_every_result_belongs_to_its_call(bool reuse)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { ReuseCancellationSources = reuse }
            .AddTimeout(TimeSpan.FromMinutes(10))
            .AddRetry(new() { MaxAttempts = 3, Backoff = Backoff.None })
            .AddTimeout(new TimeoutOptions
            {
                TimeoutGenerator = static arguments =>
                    arguments.Context.OperationKey is null ? TimeSpan.FromMinutes(5) : TimeSpan.FromMilliseconds(1),
            })
            .Build();

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(pipeline, worker))));

        _wrong.Should().BeEmpty();
        _inUse.Should().BeEmpty();
        (_succeeded + _failed + _cancelled + _timedOut).Should().Be(Workers * Calls);
        new[] { _succeeded, _failed, _cancelled, _timedOut }.Should().OnlyContain(static count => count > 0);
    }

    private async Task WorkAsync(ResiliencePipeline pipeline, int worker)
    {
        var random = new Random(worker);
        for (int i = 0; i < Calls; i++)
        {
            using var caller = new CancellationTokenSource();
            var plan = new StressPlan((worker * Calls) + i, random, caller);
            Outcome<int> outcome = plan.IsShort
                ? await pipeline.ExecuteOutcomeAsync(
                    (state, context) => RunAsync(state, context.CancellationToken), plan, new ResilienceContext("short", caller.Token))
                : plan.IsSynchronous
                ? pipeline.ExecuteOutcome((state, token) => RunAsync(state, token).AsTask().GetAwaiter().GetResult(), plan, caller.Token)
                : await pipeline.ExecuteOutcomeAsync(RunAsync, plan, caller.Token);
            Judge(plan, outcome, caller.Token);
        }
    }

    private async ValueTask<int> RunAsync(StressPlan plan, CancellationToken token)
    {
        if (!_inUse.TryAdd(token, plan.Number))
            _wrong.Add("two running callbacks held one token");
        if (token.IsCancellationRequested && !plan.Caller.IsCancellationRequested && !plan.IsShort)
            _wrong.Add("a token was cancelled before its attempt");
        try
        {
            int attempt = ++plan.Attempts;
            if (plan.Yields)
                await Task.Yield();
            if (plan.CancelsAt == attempt)
            {
                plan.Cancel();
                throw new OperationCanceledException(token);
            }

            if (plan.IsShort)
                await Task.Delay(Timeout.Infinite, token);
            if (attempt <= plan.Failures)
                throw new IOException();
            if (token.IsCancellationRequested)
                _wrong.Add("a token was cancelled by nobody");
            return plan.Number;
        }
        finally
        {
            _inUse.TryRemove(token, out _);
        }
    }

    private void Judge(StressPlan plan, in Outcome<int> outcome, CancellationToken caller)
    {
        bool right;
        if (plan.CancelsAt > 0 && plan.CancelsAt <= plan.Attempts)
        {
            Interlocked.Increment(ref _cancelled);
            right = outcome.IsCancelled && ((OperationCanceledException)outcome.Exception!).CancellationToken == caller;
        }
        else if (plan.IsShort)
        {
            Interlocked.Increment(ref _timedOut);
            right = outcome.Exception is OperationTimedOutException && plan.Attempts == 3;
        }
        else if (plan.Failures >= 3)
        {
            Interlocked.Increment(ref _failed);
            right = outcome.Exception is IOException && plan.Attempts == 3;
        }
        else
        {
            Interlocked.Increment(ref _succeeded);
            right = outcome.IsSuccess && outcome.Result == plan.Number && plan.Attempts == plan.Failures + 1;
        }

        if (!right)
            _wrong.Add($"call {plan.Number} ended as {outcome} after {plan.Attempts} attempts, planned {plan}");
    }
}
