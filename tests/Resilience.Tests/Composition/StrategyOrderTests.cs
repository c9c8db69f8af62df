using Resilience.Retries;
using Resilience.Telemetry;

namespace Resilience.Composition;

/// <summary>
/// What becomes of a call under each order of the strategies, outermost first: F a fallback to -1, R a retry with three attempts, T a
/// timeout of one second.
/// </summary>
public sealed class StrategyOrderTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);
    private static readonly Rejection _full = new(RejectionReason.BulkheadFull, "bulkhead");

    private readonly DelayClock _clock = new();
    private readonly EventRecorder _events = new();
    private readonly CancellationTokenSource _caller = new();
    private int _calls;
    private int _fallbacks;

    public void Dispose() => _caller.Dispose();

    [Theory] // 68 and the matrix of order × fate: calls made, and what the caller gets.
    [InlineData("FTR", "fails", 3, "-1")]
    [InlineData("FRT", "fails", 3, "-1")]
    [InlineData("TFR", "fails", 3, "-1")]
    [InlineData("TRF", "fails", 1, "-1")]
    [InlineData("RFT", "fails", 1, "-1")]
    [InlineData("RTF", "fails", 1, "-1")]
    [InlineData("TR", "fails", 3, "TransientException")]
    [InlineData("RT", "fails", 3, "TransientException")]
    [InlineData("FTR", "fails once", 2, "2")]
    [InlineData("FRT", "fails once", 2, "2")]
    [InlineData("TFR", "fails once", 2, "2")]
    [InlineData("TRF", "fails once", 1, "-1")]
    [InlineData("RFT", "fails once", 1, "-1")]
    [InlineData("RTF", "fails once", 1, "-1")]
    [InlineData("TR", "fails once", 2, "2")]
    [InlineData("RT", "fails once", 2, "2")]
    [InlineData("FTR", "hangs", 1, "-1")]
    [InlineData("FRT", "hangs", 3, "-1")]
    [InlineData("TFR", "hangs", 1, "-1")]
    [InlineData("TRF", "hangs", 1, "-1")]
    [InlineData("RFT", "hangs", 1, "-1")]
    [InlineData("RTF", "hangs", 1, "-1")]
    [InlineData("TR", "hangs", 1, "OperationTimedOutException")]
    [InlineData("RT", "hangs", 3, "OperationTimedOutException")]
    [InlineData("FTR", "hangs once", 1, "-1")]
    [InlineData("FRT", "hangs once", 2, "2")]
    [InlineData("TR", "hangs once", 1, "OperationTimedOutException")]
    [InlineData("RT", "hangs once", 2, "2")]
    [InlineData("FTR", "is broken", 1, "-1")]
    [InlineData("RFT", "is broken", 1, "-1")]
    [InlineData("TR", "is broken", 1, "PermanentException")]
    [InlineData("RT", "is broken", 1, "PermanentException")]
    [InlineData("FTR", "is rejected", 1, "-1")]
    [InlineData("RFT", "is rejected", 1, "-1")]
    [InlineData("TR", "is rejected", 1, "RejectedException")]
    [InlineData("RT", "is rejected", 1, "RejectedException")]
    [InlineData("FTR", "is cancelled", 1, "cancelled")]
    [InlineData("FRT", "is cancelled", 1, "cancelled")]
    [InlineData("TFR", "is cancelled", 1, "cancelled")]
    [InlineData("TRF", "is cancelled", 1, "cancelled")]
    [InlineData("RFT", "is cancelled", 1, "cancelled")]
    [InlineData("RTF", "is cancelled", 1, "cancelled")]
    [InlineData("TR", "is cancelled", 1, "cancelled")]
    [InlineData("RT", "is cancelled", 1, "cancelled")]
    public async Task Calls_and_outcome_follow_from_the_order(string order, string fate, int calls, string expected)
    {
        Outcome<int> asynchronous = await Build(order, fallbackFails: false)
            .ExecuteOutcomeAsync<string>((fate, token) => new(Call(fate, token)), fate, _caller.Token);

        Describe(asynchronous).Should().Be(expected);
        _calls.Should().Be(calls);
        _fallbacks.Should().Be(expected == "-1" ? 1 : 0);
    }

    [Theory]
    [InlineData("FTR", "fails", "-1")]
    [InlineData("RT", "hangs once", "2")]
    [InlineData("TR", "hangs", "OperationTimedOutException")]
    [InlineData("RFT", "is rejected", "-1")]
    [InlineData("FRT", "is cancelled", "cancelled")]
    public void Synchronous_calls_have_the_same_outcomes(string order, string fate, string expected) =>
        Describe(Build(order, fallbackFails: false).ExecuteOutcome<string>(Call, fate, _caller.Token)).Should().Be(expected);

    [Theory] // A fallback that fails itself: outside of a retry it runs once, inside once for each attempt.
    [InlineData("FTR", 3, 1)]
    [InlineData("FRT", 3, 1)]
    [InlineData("TFR", 3, 1)]
    [InlineData("TRF", 3, 3)]
    [InlineData("RFT", 3, 3)]
    [InlineData("RTF", 3, 3)]
    public async Task A_fallback_that_fails_runs_as_often_as_its_place_says(string order, int calls, int fallbacks)
    {
        Outcome<int> outcome = await Build(order, fallbackFails: true)
            .ExecuteOutcomeAsync<string>((fate, token) => new(Call(fate, token)), "fails", _caller.Token);

        outcome.Exception.Should().BeOfType<TransientException>().Which.Message.Should().Be("fallback");
        (_calls, _fallbacks).Should().Be((calls, fallbacks));
    }

    [Theory] // Who tells of a hanging call: the timeout where its deadline is one attempt's, each time; else once.
    [InlineData("FTR", 1, 1)]
    [InlineData("FRT", 3, 1)]
    [InlineData("TFR", 0, 1)]
    [InlineData("RT", 3, 0)]
    public async Task Events_follow_from_the_order(string order, int timedOut, int fallbackUsed)
    {
        await Build(order, fallbackFails: false)
            .ExecuteOutcomeAsync<string>((fate, token) => new(Call(fate, token)), "hangs", _caller.Token);

        _events.Kinds.Count(static kind => kind == ResilienceEventKind.TimedOut).Should().Be(timedOut);
        _events.Kinds.Count(static kind => kind == ResilienceEventKind.FallbackUsed).Should().Be(fallbackUsed);
        _events.Events[^1].Kind.Should().Be(ResilienceEventKind.ExecutionCompleted);
    }

    private static string Describe(Outcome<int> outcome) =>
        outcome.IsSuccess ? $"{outcome.Result}" : outcome.IsCancelled ? "cancelled" : outcome.Exception!.GetType().Name;

    private int Call(string fate, CancellationToken token)
    {
        int call = ++_calls;
        switch (fate)
        {
            case "fails":
            case "fails once" when call == 1:
                throw new TransientException($"call {call}");
            case "is broken":
                throw new PermanentException();
            case "is rejected":
                throw new RejectedException(_full);
            case "is cancelled":
                _caller.Cancel();
                token.ThrowIfCancellationRequested();
                break;
            case "hangs":
            case "hangs once" when call == 1:
                _clock.Advance(_limit);
                token.ThrowIfCancellationRequested();
                break;
        }

        return call;
    }

    private ResiliencePipeline<int> Build(string order, bool fallbackFails)
    {
        ResiliencePipelineBuilder<int> builder = Retrying.Builder<int>(_clock, _events);
        foreach (char strategy in order)
        {
            _ = strategy switch
            {
                'F' => builder.AddFallback(new FallbackOptions<int>
                {
                    Action = (_, _) =>
                    {
                        _fallbacks++;
                        return fallbackFails ? throw new TransientException("fallback") : new(-1);
                    },
                }),
                'R' => builder.AddRetry(new() { Backoff = Backoff.Constant(Retrying.Delay) }),
                _ => builder.AddTimeout(_limit),
            };
        }

        return builder.Build();
    }
}
