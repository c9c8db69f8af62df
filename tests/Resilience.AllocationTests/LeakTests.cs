using Microsoft.Extensions.Time.Testing;

namespace Resilience.AllocationTests;

/// <summary>
/// Calls of every outcome, a million and more, through everything at once: afterwards counts, registrations on the caller's token and
/// memory are where they were. A call that left a registration, a frame, a permit or a node of a list behind would show as megabytes.
/// </summary>
public sealed class LeakTests : IDisposable
{
    private const int Cheap = 1_000_000;
    private const int Costly = 40_000;
    private const int InFlight = 500;
    private const int Windows = 4;
    private const long Tolerance = 64 * 1024; // less than a byte a call, or six

    private static readonly TransientException _failure = new("busy");
    private static bool _flip;

    private readonly CancellationTokenSource _caller = new();
    private readonly CancellationTokenSource _cancelled = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly RetryBudget _budget = new(new() { MinimumPerWindow = 1_000_000 });
    private readonly CircuitBreaker _breaker = new(new() { FailureRatio = null, SlowCallThreshold = TimeSpan.FromMinutes(10) });
    private readonly CircuitBreaker _open = new();

    public LeakTests()
    {
        _open.Trip(TimeSpan.FromDays(1));
        _cancelled.Cancel();
    }

    public static TheoryData<string, int> Outcomes => new()
    {
        { "success", Cheap },
        { "success, later", Costly },
        { "failure", Cheap },
        { "failure, later", Costly },
        { "failure, then success", Cheap },
        { "thrown", Costly },
        { "judged", Cheap },
        { "rejected", Cheap },
        { "injected", Cheap },
        { "cancelled before", Cheap },
        { "cancelled meanwhile", Costly },
        { "replaced", Cheap },
    };

    public void Dispose()
    {
        _caller.Dispose();
        _cancelled.Dispose();
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task Calls_leave_nothing_behind(string outcome, int calls)
    {
        ResiliencePipeline<int> pipeline = Everything(outcome);

        (await GrowthAsync(() => RunAsync(pipeline, outcome, calls / Windows))).Should().BeLessThan(Tolerance);
        CircuitBreakerSnapshot snapshot = _breaker.Snapshot();
        (snapshot.ProbesOut, snapshot.RunningSlowCalls, snapshot.State).Should().Be((0, 0, CircuitState.Closed));
        GC.KeepAlive(pipeline);
    }

    [Fact]
    public async Task Timeouts_leave_nothing_behind()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddTimeout(TimeSpan.FromMinutes(1)).AddCircuitBreaker(_breaker).AddTimeout(TimeSpan.FromSeconds(1)).Build();

        (await GrowthAsync(() => TimeOutAsync(pipeline, Costly / Windows))).Should().BeLessThan(Tolerance);
        _breaker.Snapshot().RunningSlowCalls.Should().Be(0);
        GC.KeepAlive(pipeline);
    }

    /// <summary>By how much memory grows each time: what pools and threads keep, they take once; what leaks, always.</summary>
    private static async Task<long> GrowthAsync(Func<Task> run)
    {
        long growth = long.MaxValue;
        long before = long.MaxValue;
        for (int window = 0; window < Windows; window++)
        {
            await run();
            long now = GC.GetTotalMemory(forceFullCollection: true);
            growth = window == 0 ? growth : Math.Min(growth, now - before);
            before = now;
        }

        return growth;
    }

    private async Task RunAsync(ResiliencePipeline<int> pipeline, string outcome, int calls)
    {
        bool succeeds = outcome is "success" or "success, later" or "failure, then success" or "judged" or "replaced";
        CancellationToken token = outcome == "cancelled before" ? _cancelled.Token : _caller.Token;
        for (int i = 0; i < calls; i++)
        {
            Outcome<int> ended = outcome == "cancelled meanwhile"
                ? await CancelAsync(pipeline)
                : await pipeline.ExecuteOutcomeAsync(static (outcome, _) => CallAsync(outcome), outcome, token);
            Assert.Equal(succeeds, ended.IsSuccess);
        }
    }

    private static async Task<Outcome<int>> CancelAsync(ResiliencePipeline<int> pipeline)
    {
        using var caller = new CancellationTokenSource();
        ValueTask<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(static (_, token) => HangAsync(token), 0, caller.Token);
        await caller.CancelAsync();
        Outcome<int> ended = await call;
        Assert.True(ended.IsCancelled);
        return ended;
    }

    private async Task TimeOutAsync(ResiliencePipeline pipeline, int calls)
    {
        var running = new Task<Outcome<int>>[InFlight];
        for (int wave = 0; wave < calls / InFlight; wave++)
        {
            for (int i = 0; i < InFlight; i++)
                running[i] = pipeline.ExecuteOutcomeAsync(static token => HangAsync(token), _caller.Token).AsTask();
            _clock.Advance(TimeSpan.FromSeconds(1));
            foreach (Outcome<int> outcome in await Task.WhenAll(running))
                Assert.IsType<OperationTimedOutException>(outcome.Exception);
        }
    }

    private ResiliencePipeline<int> Everything(string outcome)
    {
        var builder = new ResiliencePipelineBuilder<int>();
        if (outcome == "replaced")
            builder.AddFallback(new FallbackOptions<int> { Action = static (_, _) => new(42) });
        builder.AddTimeout(TimeSpan.FromSeconds(30)).AddRetry(new RetryOptions<int>
        {
            MaxAttempts = 2,
            Backoff = Backoff.None,
            Budget = _budget,
            HandleResult = static result => result < 0,
        }).AddCircuitBreaker(_breaker);
        if (outcome == "rejected")
            builder.AddCircuitBreaker(_open);
        builder.AddChaosFault(new()
        {
            EnvironmentName = "Test",
            Rate = outcome == "injected" ? 1 : 0,
            Faults = { new(static () => _failure) },
        });
        return builder.AddTimeout(TimeSpan.FromSeconds(10)).Build();
    }

    private static ValueTask<Outcome<int>> CallAsync(string outcome) => outcome switch
    {
        "failure" or "replaced" => new(Outcome.Failure<int>(_failure)),
        "failure, then success" => new(Flip() ? Outcome.Failure<int>(_failure) : Outcome.Success(1)),
        "judged" => new(Outcome.Success(-1)),
        "thrown" => throw _failure,
        "success, later" or "failure, later" => LaterAsync(outcome),
        _ => new(Outcome.Success(1)),
    };

    private static bool Flip() => _flip = !_flip;

    private static async ValueTask<Outcome<int>> LaterAsync(string outcome)
    {
        await Task.Yield();
        return outcome == "success, later" ? Outcome.Success(1) : Outcome.Failure<int>(_failure);
    }

    private static async ValueTask<int> HangAsync(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    }
}
