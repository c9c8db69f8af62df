using Microsoft.Extensions.Time.Testing;
using Resilience.Pipelines;

namespace Resilience.CircuitBreakers;

/// <summary>A probe's slot comes back however its call ends, and whatever stands around the breaker.</summary>
public sealed class CircuitProbeTests : IDisposable
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private static readonly TestException _own = new("another strategy");

    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _caller = new();
    private readonly CircuitBreaker _breaker;

    public CircuitProbeTests() => _breaker = new CircuitBreaker(
        new() { FailureRatio = null, ConsecutiveFailures = 1, SuccessesToClose = 2, SlowCallThreshold = TimeSpan.FromMinutes(1) }, _clock);

    public static TheoryData<string, bool, CircuitState> Endings => new()
    {
        { "success", false, CircuitState.HalfOpen },
        { "success", true, CircuitState.HalfOpen },
        { "failure", false, CircuitState.Open },
        { "failure", true, CircuitState.Open },
        { "not the dependency's", true, CircuitState.HalfOpen },
        { "rejected inside", false, CircuitState.HalfOpen },
        { "rejected by the callback", true, CircuitState.HalfOpen },
        { "cancelled by the caller", true, CircuitState.HalfOpen },
        { "cancelled before", false, CircuitState.HalfOpen },
        { "cancelled by itself", true, CircuitState.HalfOpen },
        { "timeout inside", true, CircuitState.Open },
        { "timeout outside", true, CircuitState.Open },
        { "abandoned inside", true, CircuitState.Open },
        { "abandoned outside", true, CircuitState.Open },
        { "inner strategy throws on entry", false, CircuitState.Open },
        { "inner strategy throws on entry", true, CircuitState.Open },
        { "inner strategy throws on success", true, CircuitState.HalfOpen },
        { "inner strategy throws on failure", true, CircuitState.Open },
        { "outer strategy throws on success", true, CircuitState.HalfOpen },
        { "inner predicate throws", true, CircuitState.HalfOpen },
        { "own predicate throws", true, CircuitState.HalfOpen },
        { "middleware inside throws", true, CircuitState.Open },
        { "middleware inside does not call", true, CircuitState.HalfOpen },
        { "late entry inside", true, CircuitState.Open },
    };

    public void Dispose() => _caller.Dispose();

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task A_probes_slot_comes_back_however_its_call_ends(string ending, bool asynchronous, CircuitState after)
    {
        ResiliencePipeline<int> pipeline = Build(ending);
        _breaker.Trip(TimeSpan.Zero);
        if (ending == "cancelled before")
            await _caller.CancelAsync();

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(token => CallAsync(ending, asynchronous, token), _caller.Token).AsTask();
        while (!call.IsCompleted)
        {
            _clock.Advance(_second);
            await Task.Yield();
        }

        await call;
        _breaker.State.Should().Be(ending == "cancelled before" ? CircuitState.Open : after);
        _breaker.Snapshot().ProbesOut.Should().Be(0);
        _clock.Advance(TimeSpan.FromHours(1));
        for (int i = 0; i < 2; i++)
        {
            _breaker.TryEnter(out CircuitPermit permit).Should().BeTrue();
            permit.Succeed();
        }

        _breaker.State.Should().Be(CircuitState.Closed);
        _breaker.Snapshot().RunningSlowCalls.Should().Be(0);
    }

    private ResiliencePipeline<int> Build(string ending)
    {
        var builder = new ResiliencePipelineBuilder<int> { TimeProvider = _clock };
        if (ending is "timeout outside" or "abandoned outside")
            builder.AddTimeout(new TimeoutOptions { Timeout = _second, Abandon = ending == "abandoned outside" });
        if (ending == "outer strategy throws on success")
            builder.AddStrategy(static () => new RecordingStrategy("outer", []) { OnSuccess = static (_, _) => throw _own });
        builder.AddCircuitBreaker(_breaker, _ => ending == "own predicate throws" ? throw _own : false);
        switch (ending)
        {
            case "rejected inside":
                var refusing = new CircuitBreaker(timeProvider: _clock);
                refusing.Trip(TimeSpan.FromDays(1));
                builder.AddCircuitBreaker(refusing);
                break;
            case "timeout inside" or "abandoned inside":
                builder.AddTimeout(new TimeoutOptions { Timeout = _second, Abandon = ending == "abandoned inside" });
                break;
            case "late entry inside":
                builder.AddTimeout(_second).AddStrategy(static () => new RecordingStrategy("late", [])
                {
                    OnEnter = static (frame, self) =>
                    {
                        frame.SetDeadline(self, TimeSpan.Zero);
                        return EntryVerdict.Wait;
                    },
                    OnEnterAsync = static (frame, self) => frame.DelayEntryAsync(self, TimeSpan.FromMinutes(1)),
                });
                break;
            case "inner predicate throws":
                builder.AddRetry(new RetryOptions<int> { HandleResult = static _ => throw _own });
                break;
            case "middleware inside throws":
                builder.Use(static (_, _) => throw _own);
                break;
            case "middleware inside does not call":
                builder.Use(static (_, _) => new ValueTask<Outcome<int>>(Outcome.Success(3)));
                break;
            default:
                builder.AddStrategy(() => Inner(ending));
                break;
        }

        return builder.Build();
    }

    private static RecordingStrategy Inner(string ending) => new("inner", [])
    {
        OnEnter = (frame, self) =>
        {
            frame.SetDeadline(self, TimeSpan.Zero);
            return ending == "inner strategy throws on entry" ? throw _own : EntryVerdict.Proceed;
        },
        OnSuccess = (_, _) =>
        {
            if (ending == "inner strategy throws on success")
                throw _own;
        },
        OnFailure = (_, _, _) => ending == "inner strategy throws on failure" ? throw _own : FailureVerdict.Propagate,
    };

    private async ValueTask<int> CallAsync(string ending, bool asynchronous, CancellationToken token)
    {
        if (asynchronous)
            await Task.Yield();
        switch (ending)
        {
            case "failure":
                throw new IOException();
            case "inner strategy throws on failure" or "not the dependency's":
                throw new FormatException();
            case "rejected by the callback":
                throw new RejectedException(new(RejectionReason.BulkheadFull, "elsewhere"));
            case "cancelled by the caller":
                await _caller.CancelAsync();
                throw new OperationCanceledException(token);
            case "cancelled by itself":
                throw new OperationCanceledException();
            case "timeout inside" or "timeout outside":
                await Task.Delay(Timeout.Infinite, token);
                return 0;
            case "abandoned inside" or "abandoned outside":
                await new TaskCompletionSource().Task;
                return 0;
            default:
                return 1;
        }
    }
}
