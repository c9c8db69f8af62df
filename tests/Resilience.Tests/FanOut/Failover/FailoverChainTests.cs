using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.FanOut.Failover;

public sealed class FailoverChainTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly List<string> _asked = [];
    private readonly Dictionary<string, Func<string>> _answers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FailoverChain<int, string> Chain(FailoverOptions? options = null, params string[] names) => new(
        "ai", (names.Length == 0 ? ["primary", "backup"] : names).Select(name => Provider(name)), options, _clock);

    private Dependency<int, string> Provider(string name, CircuitBreaker? breaker = null, IHealthSource? health = null) => new(name, (_, _) =>
    {
        _asked.Add(name);
        return new ValueTask<string>(_answers.TryGetValue(name, out Func<string>? answer) ? answer() : $"{name} says");
    })
    {
        CircuitBreaker = breaker,
        Health = health,
        Limitation = name == "backup" ? "no images" : null,
    };

    private void Fail(string name, Func<Exception>? error = null) => _answers[name] = () => throw (error?.Invoke() ?? new TimeoutException());

    private void Mend(string name) => _answers.Remove(name);

    [Fact]
    public async Task The_first_provider_answers_as_long_as_it_can()
    {
        FailoverResult<string> result = await Chain().ExecuteAsync(1, Token);

        Assert.Equal(("primary says", "primary", false, null), (result.Outcome.Result, result.Provider, result.IsFallback, result.Limitation));
        Assert.Empty(result.Failed);
        Assert.Equal(["primary"], _asked);
    }

    [Fact]
    public async Task The_next_one_answers_if_it_fails_and_the_caller_learns_that()
    {
        Fail("primary");

        FailoverResult<string> result = await Chain().ExecuteAsync(1, Token);

        Assert.Equal(("backup says", "backup", true, "no images"), (result.Outcome.Result, result.Provider, result.IsFallback, result.Limitation));
        FailoverAttempt failed = Assert.Single(result.Failed);
        Assert.Equal(("primary", ErrorCodes.Timeout), (failed.Provider, failed.Code));
    }

    [Fact]
    public async Task What_is_the_caller_s_mistake_is_not_tried_elsewhere()
    {
        Fail("primary", static () => new ArgumentException("no prompt"));

        FailoverResult<string> result = await Chain().ExecuteOutcomeAsync(1, Token);

        Assert.Equal((ErrorCodes.Validation, "primary"), (result.Outcome.Code, result.Provider));
        Assert.Equal(["primary"], _asked);
        await Assert.ThrowsAsync<ArgumentException>(() => Chain().ExecuteAsync(1, Token).AsTask());
    }

    [Fact]
    public async Task If_nobody_answers_the_last_outcome_is_that_of_the_chain()
    {
        Fail("primary");
        Fail("backup", static () => new IOException());
        FailoverChain<int, string> chain = Chain();

        FailoverResult<string> result = await chain.ExecuteOutcomeAsync(1, Token);

        Assert.Equal(("backup", 1), (result.Provider, result.Failed.Count));
        Assert.IsType<IOException>(result.Outcome.Exception);
        FailoverSnapshot snapshot = chain.Snapshot();
        Assert.Equal((1, 0, 1), (snapshot.Requests, snapshot.FailedOver, snapshot.Exhausted));
    }

    [Fact]
    public async Task One_that_fails_often_is_left_alone_then_tried_and_has_to_prove_itself()
    {
        FailoverChain<int, string> chain = Chain(new() { FailuresToLeave = 2, Recovery = TimeSpan.FromSeconds(10), SuccessesToReturn = 2 });
        Channel<FailoverChange> told = Channel.CreateUnbounded<FailoverChange>();
        using IDisposable subscription = chain.Subscribe(change => told.Writer.TryWrite(change));
        Fail("primary");
        await chain.ExecuteAsync(1, Token);
        await chain.ExecuteAsync(1, Token);
        Assert.Equal(("primary", false, ErrorCodes.Timeout), await Next());
        Assert.Equal("backup", chain.Snapshot().Active);
        Assert.Equal("it has failed too often", chain.Snapshot().Providers[0].Reason);
        Assert.Equal(TimeSpan.FromSeconds(10), chain.Snapshot().Providers[0].RetryIn);

        Mend("primary");
        _asked.Clear();
        await chain.ExecuteAsync(1, Token);
        Assert.Equal(["backup"], _asked);

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("primary", (await chain.ExecuteAsync(1, Token)).Provider);
        Assert.Equal("backup", chain.Snapshot().Active);
        Assert.Equal("primary", (await chain.ExecuteAsync(1, Token)).Provider);
        Assert.Equal("primary", chain.Snapshot().Active);
        Assert.Equal(("primary", true, null), await Next());

        async Task<(string, bool, string?)> Next()
        {
            FailoverChange change = await told.Reader.ReadAsync(Token);
            return (change.Provider, change.IsAvailable, change.Code);
        }
    }

    [Fact]
    public async Task One_trial_runs_at_a_time()
    {
        var release = new TaskCompletionSource<string>();
        bool hangs = false;
        var primary = new Dependency<int, string>(
            "primary", async (_, _) => hangs ? await release.Task : throw new TimeoutException());
        var chain = new FailoverChain<int, string>(
            "ai", [primary, Provider("backup")], new() { FailuresToLeave = 1, Recovery = TimeSpan.FromSeconds(1), SuccessesToReturn = 1 }, _clock);
        await chain.ExecuteAsync(1, Token);
        _clock.Advance(TimeSpan.FromSeconds(1));
        hangs = true;

        Task<FailoverResult<string>> trial = chain.ExecuteAsync(1, Token).AsTask();
        Assert.Equal("backup", (await chain.ExecuteAsync(1, Token)).Provider);
        release.SetResult("back");

        Assert.Equal("primary", (await trial).Provider);
        Assert.Equal("primary", chain.Snapshot().Active);
    }

    [Fact]
    public async Task One_that_ignores_its_token_is_left_behind_when_its_time_is_over()
    {
        var hangs = new Adapter { Listens = false };
        var backup = new Dependency<string, Answer>("backup", static (_, _) => new ValueTask<Answer>(new Answer("backup")));
        var chain = new FailoverChain<string, Answer>(
            "ai", [hangs.Named("primary"), backup], new() { AttemptTimeout = TimeSpan.FromSeconds(2) }, _clock);
        Task<FailoverResult<Answer>> asked = chain.ExecuteAsync("q", Token).AsTask();
        await hangs.Begun;

        _clock.Advance(TimeSpan.FromSeconds(2));

        FailoverResult<Answer> result = await asked;
        Assert.Equal(("backup", ErrorCodes.Timeout), (result.Provider, result.Failed[0].Code));
        Assert.Equal(1, chain.Providers[0].Statistics.Timeouts);
        await hangs.Succeed().Disposed.WaitAsync(Token);
    }

    [Fact]
    public async Task No_provider_is_begun_when_the_time_is_over()
    {
        var hangs = new Adapter { Listens = false };
        var backup = new Adapter();
        var chain = new FailoverChain<string, Answer>(
            "ai", [hangs.Named("primary"), backup.Named("backup")], new() { Timeout = TimeSpan.FromSeconds(1) }, _clock);
        Task<FailoverResult<Answer>> asked = chain.ExecuteOutcomeAsync("q", Token).AsTask();
        await hangs.Begun;

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(("primary", ErrorCodes.Timeout), ((await asked).Provider, (await asked).Outcome.Code));
        Assert.Equal(0, backup.Calls);
    }

    [Fact]
    public async Task An_open_circuit_and_bad_health_lead_to_the_next_one()
    {
        var breaker = new CircuitBreaker(new() { Name = "primary" }, _clock);
        var health = new Source { State = HealthState.Unhealthy };
        breaker.Trip();
        var chain = new FailoverChain<int, string>(
            "ai", [Provider("primary", breaker), Provider("second", health: health), Provider("backup")], null, _clock);

        Assert.Equal("backup", (await chain.ExecuteAsync(1, Token)).Provider);
        Assert.Equal(["its circuit is open", "it is unhealthy", null], chain.Snapshot().Providers.Select(static provider => provider.Reason));

        health.State = HealthState.Degraded;
        Assert.Equal("second", (await chain.ExecuteAsync(1, Token)).Provider);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("primary", (await chain.ExecuteAsync(1, Token)).Provider);
        Assert.Equal(["backup", "second", "primary"], _asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task If_none_is_known_to_be_available_all_are_tried_or_none(bool availableOnly)
    {
        var health = new Source { State = HealthState.Unhealthy };
        var chain = new FailoverChain<int, string>(
            "ai", [Provider("primary", health: health), Provider("backup", health: health)], new() { AvailableOnly = availableOnly }, _clock);

        FailoverResult<string> result = await chain.ExecuteOutcomeAsync(1, Token);

        Assert.Null(chain.Snapshot().Active);
        if (availableOnly)
            Assert.Equal("dependency unhealthy (ai)", result.Outcome.Rejection!.ToString());
        Assert.Equal(availableOnly ? null : "primary", result.Provider);
    }

    [Fact]
    public async Task One_that_is_held_out_is_not_asked()
    {
        FailoverChain<int, string> chain = Chain();
        IDisposable hold = chain.Hold("primary", "ops");
        Assert.Equal("backup", (await chain.ExecuteAsync(1, Token)).Provider);
        Assert.Equal("held out by ops", chain.Snapshot().Providers[0].Reason);

        hold.Dispose();
        hold.Dispose();

        Assert.Equal("primary", (await chain.ExecuteAsync(1, Token)).Provider);
        Assert.Contains("it has: primary, backup", Assert.Throws<ArgumentException>(() => chain.Hold("other", "ops")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_makes_a_provider_available_at_once()
    {
        FailoverChain<int, string> chain = Chain(new() { FailuresToLeave = 1 });
        Fail("primary");
        await chain.ExecuteAsync(1, Token);
        Mend("primary");
        Assert.Equal("backup", (await chain.ExecuteAsync(1, Token)).Provider);

        Assert.True(chain.Reset("primary"));
        Assert.False(chain.Reset("other"));

        Assert.Equal("primary", (await chain.ExecuteAsync(1, Token)).Provider);
        Assert.Equal(1, chain.Snapshot().Providers[0].Dependency.Statistics.TotalCalls);
    }

    [Fact]
    public async Task The_caller_s_cancellation_ends_it_and_says_nothing_about_the_provider()
    {
        var hangs = new Adapter { Listens = false };
        using var source = new CancellationTokenSource();
        var chain = new FailoverChain<string, Answer>("ai", [hangs.Named("primary")], new() { FailuresToLeave = 1 }, _clock);
        Task<FailoverResult<Answer>> asked = chain.ExecuteOutcomeAsync("q", source.Token).AsTask();
        await hangs.Begun;

        await source.CancelAsync();

        Assert.True((await asked).Outcome.IsCancelled);
        Assert.Equal("primary", chain.Snapshot().Active);
        OperationCanceledException thrown =
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chain.ExecuteAsync("q", source.Token).AsTask());
        Assert.Equal(source.Token, thrown.CancellationToken);
        hangs.Succeed();
    }

    [Fact]
    public async Task Many_at_once_are_all_answered()
    {
        int calls = 0;
        var flaky = new Dependency<int, string>("primary", async (_, _) =>
        {
            await Task.Yield();
            return Interlocked.Increment(ref calls) % 3 == 0 ? "primary" : throw new IOException();
        });
        var chain = new FailoverChain<int, string>(
            "ai", [flaky, new Dependency<int, string>("backup", static (_, _) => new ValueTask<string>("backup"))],
            new() { FailuresToLeave = 2, Recovery = TimeSpan.FromMilliseconds(1), MaxRecovery = TimeSpan.FromMilliseconds(2) });

        string?[] answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(
            async () =>
            {
                for (int i = 0; i < 100; i++)
                    Assert.True((await chain.ExecuteAsync(i, Token)).Outcome.IsSuccess);
                return (await chain.ExecuteAsync(0, Token)).Provider;
            },
            Token)));

        Assert.All(answers, Assert.NotNull);
        Assert.Equal((32 * 101, 0), (chain.Snapshot().Requests, chain.Snapshot().Exhausted));
    }

    [Fact]
    public void What_cannot_work_is_said_when_the_chain_is_made()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Chain(new()
        {
            Timeout = TimeSpan.Zero,
            AttemptTimeout = TimeSpan.Zero,
            FailuresToLeave = 0,
            SuccessesToReturn = 0,
            Recovery = TimeSpan.FromMinutes(9),
            FailoverOn = null!,
        }));
        foreach (string name in new[] { "Timeout", "AttemptTimeout", "FailuresToLeave", "SuccessesToReturn", "MaxRecovery", "FailoverOn" })
            Assert.Contains($"failover 'ai': {name} is", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Chain(null, "a", "a"));
    }

    private sealed class Source : IHealthSource
    {
        public HealthState State { get; set; }
    }
}
