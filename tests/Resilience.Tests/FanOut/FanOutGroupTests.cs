using Microsoft.Extensions.Time.Testing;

namespace Resilience.FanOut;

public sealed class FanOutGroupTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FanOutGroup<string, Answer> Group(FanOutOptions? options, params Dependency<string, Answer>[] members) =>
        new("search", members, options, _clock);

    [Fact]
    public async Task All_waits_for_all_and_keeps_their_order()
    {
        Adapter a = new(), b = new(), c = new();
        Task<FanOutResult<Answer>> asked = Group(null, a.Named("a"), b.Named("b"), c.Named("c")).ExecuteAsync("q", Token).AsTask();
        c.Succeed("C");
        b.Fail(new IOException("b"));
        Assert.False(asked.IsCompleted);
        a.Succeed("A");

        FanOutResult<Answer> result = await asked;

        Assert.Equal(["A", "C"], result.Results.Select(static answer => answer.ToString()));
        Assert.Equal(["a", "b", "c"], result.Answers.Select(static answer => answer.Name));
        Assert.True(result.IsPartial);
        Assert.Equal("b", Assert.Single(result.Errors).Name);
        Assert.Equal("search: 2 of 3 succeeded in 0 ms", result.ToString());
    }

    [Fact]
    public async Task It_takes_as_long_as_the_slowest_and_never_longer_than_its_time()
    {
        Adapter quick = new(), slow = new(), hangs = new() { Listens = false };
        FanOutGroup<string, Answer> group = Group(new() { Timeout = TimeSpan.FromSeconds(5) }, quick.Named("quick"), slow.Named("slow"), hangs.Named("hangs"));
        Task<FanOutResult<Answer>> asked = group.ExecuteAsync("q", Token).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(1));
        quick.Succeed();
        _clock.Advance(TimeSpan.FromSeconds(3));
        slow.Succeed();
        Assert.False(asked.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        FanOutResult<Answer> result = await asked;

        Assert.Equal([1, 4, 5], result.Answers.Select(static answer => (int)answer.Duration.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(5), result.Duration);
        FanOutAnswer<Answer> late = result.Answers[2];
        Assert.Equal((FanOutAnswerKind.TimedOut, ErrorCodes.Timeout), (late.Kind, late.Outcome.Code));
        Assert.True(await Cancelled(await hangs.Begun));
        Answer dropped = hangs.Succeed();
        await dropped.Disposed.WaitAsync(Token);
        DependencyStatistics counted = group.Dependencies[2].Statistics;
        Assert.Equal((1, 1, 1, 0), (counted.TotalCalls, counted.Failures, counted.Timeouts, counted.Successes));
        Assert.Equal(_clock.GetUtcNow(), counted.LastFailureAt);
    }

    [Fact]
    public async Task The_first_acceptable_answer_wins_and_the_others_are_cancelled_and_not_waited_for()
    {
        Adapter fails = new(), refused = new(), wins = new(), listens = new(), deaf = new() { Listens = false };
        var group = new FanOutGroup<string, Answer>(
            "search",
            [fails.Named("fails"), refused.Named("refused"), wins.Named("wins"), listens.Named("listens"), deaf.Named("deaf")],
            new() { Strategy = FanOutStrategy.FirstSuccess },
            _clock)
        {
            Accepts = static answer => answer.ToString() != "bad",
        };
        Task<FanOutResult<Answer>> asked = group.ExecuteAsync("q", Token).AsTask();
        fails.Fail(new IOException());
        Answer bad = refused.Succeed("bad");
        Answer good = wins.Succeed("good");

        FanOutResult<Answer> result = await asked;

        Assert.Equal("wins", result.Winner!.Value.Name);
        Assert.Same(good, Assert.Single(result.Results));
        await bad.Disposed.WaitAsync(Token);
        Assert.Equal(ErrorCodes.Data, result.Answers[1].Outcome.Code);
        Assert.Equal(
            [FanOutAnswerKind.Called, FanOutAnswerKind.Called, FanOutAnswerKind.Called, FanOutAnswerKind.LeftOut, FanOutAnswerKind.LeftOut],
            result.Answers.Select(static answer => answer.Kind));
        Assert.True(await Cancelled(await listens.Begun));
        Assert.True(await Cancelled(await deaf.Begun));
        Assert.False((await wins.Begun).IsCancellationRequested);
        Assert.False(good.Disposed.IsCompleted);
        await deaf.Succeed().Disposed.WaitAsync(Token);
    }

    [Fact]
    public async Task Best_effort_leaves_out_who_is_late_and_does_not_hold_it_against_them()
    {
        Adapter quick = new(), slow = new();
        FanOutGroup<string, Answer> group = Group(
            new() { Strategy = FanOutStrategy.BestEffort, Timeout = TimeSpan.FromSeconds(5) }, quick.Named("quick"), slow.Named("slow"));
        Task<FanOutResult<Answer>> asked = group.ExecuteAsync("q", Token).AsTask();
        quick.Succeed();
        _clock.Advance(TimeSpan.FromSeconds(5));

        FanOutResult<Answer> result = await asked;

        Assert.Equal(FanOutAnswerKind.LeftOut, result.Answers[1].Kind);
        Assert.False(result.IsPartial);
        Assert.Empty(result.Errors);
        Assert.Equal(0, group.Dependencies[1].Statistics.Failures);
    }

    [Fact]
    public async Task Best_effort_may_have_enough_before_the_deadline()
    {
        Adapter[] adapters = [new(), new(), new()];
        Task<FanOutResult<Answer>> asked = Group(
                new() { Strategy = FanOutStrategy.BestEffort, EnoughSuccesses = 2 },
                [.. adapters.Select(static (adapter, i) => adapter.Named($"{i}"))])
            .ExecuteAsync("q", Token).AsTask();
        adapters[2].Succeed();
        Assert.False(asked.IsCompleted);
        adapters[0].Succeed();

        Assert.Equal(2, (await asked).Successes);
    }

    [Fact]
    public async Task Who_has_an_open_circuit_is_not_called_and_answers_with_its_last_error()
    {
        int calls = 0;
        var breaker = new CircuitBreaker(new() { Name = "b", ConsecutiveFailures = 1 }, _clock);
        var failing = new Dependency<string, Answer>("b", (_, _) =>
        {
            calls++;
            return ValueTask.FromException<Answer>(new IOException("gone"));
        })
        {
            CircuitBreaker = breaker,
        };
        FanOutGroup<string, Answer> group = Group(null, failing);
        Assert.Equal(FanOutAnswerKind.Called, (await group.ExecuteAsync("q", Token)).Answers[0].Kind);
        Assert.Equal(CircuitState.Open, failing.CircuitState);

        FanOutAnswer<Answer> second = (await group.ExecuteAsync("q", Token)).Answers[0];

        Assert.Equal((FanOutAnswerKind.OpenCircuit, CircuitState.Open, 1), (second.Kind, second.Circuit, calls));
        Assert.Equal("gone", second.Outcome.Exception!.Message);
        Assert.Equal((1, 1), (failing.Statistics.TotalCalls, failing.Statistics.Rejections));

        Assert.True(group.Reset("b"));
        Assert.False(group.Reset("c"));
        Assert.Equal((CircuitState.Closed, 0), (breaker.State, failing.Statistics.TotalCalls));
        await group.ExecuteAsync("q", Token);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task An_open_circuit_in_its_pipeline_counts_the_same()
    {
        var breaker = new CircuitBreaker(new() { Name = "b" }, _clock);
        breaker.Trip();
        var member = new Dependency<string, Answer>("b", static (_, _) => new ValueTask<Answer>(new Answer("a")))
        {
            Pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build(),
        };

        FanOutAnswer<Answer> answer = (await Group(null, member).ExecuteAsync("q", Token)).Answers[0];

        Assert.Equal(FanOutAnswerKind.OpenCircuit, answer.Kind);
        Assert.Equal(RejectionReason.CircuitOpen, answer.Outcome.Rejection!.Reason);
    }

    [Fact]
    public async Task A_half_open_circuit_gets_its_probe_and_a_deadline_counts_as_a_failure_there()
    {
        var breaker = new CircuitBreaker(new() { Name = "b", ConsecutiveFailures = 1, BreakDuration = TimeSpan.FromMinutes(1) }, _clock);
        var hangs = new Adapter { Listens = false };
        FanOutGroup<string, Answer> group = Group(
            new() { Timeout = TimeSpan.FromSeconds(5) }, new Dependency<string, Answer>("b", hangs.CallAsync) { CircuitBreaker = breaker });
        breaker.Trip();
        _clock.Advance(TimeSpan.FromMinutes(2));
        Task<FanOutResult<Answer>> asked = group.ExecuteAsync("q", Token).AsTask();
        await hangs.Begun;
        Assert.Equal(CircuitState.HalfOpen, breaker.State);

        _clock.Advance(TimeSpan.FromSeconds(5));
        await asked;

        Assert.Equal(CircuitState.Open, breaker.State);
        hangs.Succeed();
        Assert.Equal(CircuitState.Open, breaker.State);
    }

    [Fact]
    public async Task If_nobody_succeeds_the_result_is_empty_and_says_why()
    {
        Adapter a = new(), b = new();
        a.Fail(new IOException("secret"));
        b.Fail(new TimeoutException("secret"));
        FanOutGroup<string, Answer> group = Group(null, a.Named("a"), b.Named("b"));

        FanOutResult<Answer> result = await group.ExecuteAsync("q", Token);
        Assert.False(result.IsSuccess);
        Assert.Empty(result.Results);
        Assert.Equal(2, result.Errors.Count());

        group.Options = new() { ThrowIfAllFailed = true };
        FanOutException thrown = await Assert.ThrowsAsync<FanOutException>(() => group.ExecuteAsync("q", Token).AsTask());
        Assert.Equal($"Nobody has succeeded in fan-out 'search': a {thrown.Codes["a"]}, b failure.timeout.", thrown.Message);
        Assert.Equal(ErrorCodes.Timeout, thrown.Codes["b"]);
        Assert.IsType<IOException>(thrown.InnerException);
        FanOutSnapshot snapshot = group.Snapshot();
        Assert.Equal((2, 2, 0), (snapshot.Requests, snapshot.Failures, snapshot.Partial));
    }

    [Fact]
    public async Task Answers_are_combined_and_what_the_combiner_throws_is_said()
    {
        Adapter a = new(), b = new();
        a.Succeed("A");
        b.Succeed("B");
        FanOutGroup<string, Answer> group = Group(null, a.Named("a"), b.Named("b"));

        Assert.Equal("A B", await group.ExecuteAsync("q", static result => string.Join(' ', result.Results), Token));

        FanOutException thrown = await Assert.ThrowsAsync<FanOutException>(
            () => group.ExecuteAsync("q", static int (_) => throw new FormatException(), Token).AsTask());
        Assert.IsType<FormatException>(thrown.InnerException);
        Assert.Contains("fan-out 'search'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_run_at_once_than_may_and_the_next_begins_when_one_has_ended()
    {
        Adapter[] adapters = [.. Enumerable.Range(0, 5).Select(static _ => new Adapter())];
        Task<FanOutResult<Answer>> asked = Group(
                new() { MaxConcurrency = 2 }, [.. adapters.Select(static (adapter, i) => adapter.Named($"{i}"))])
            .ExecuteAsync("q", Token).AsTask();
        Assert.Equal([1, 1, 0, 0, 0], Calls());

        adapters[1].Succeed();
        Assert.Equal([1, 1, 1, 0, 0], Calls());
        adapters[3].Succeed();
        adapters[0].Succeed();
        Assert.Equal([1, 1, 1, 1, 1], Calls());
        adapters[2].Succeed();
        adapters[4].Succeed();
        Assert.Equal(5, (await asked).Successes);

        IEnumerable<int> Calls() => adapters.Select(static adapter => adapter.Calls);
    }

    [Fact]
    public async Task Switched_off_they_are_called_one_after_the_other_and_the_first_success_is_enough()
    {
        Adapter a = new(), b = new(), c = new();
        Task<FanOutResult<Answer>> asked = Group(
                new() { Enabled = false, Strategy = FanOutStrategy.FirstSuccess }, a.Named("a"), b.Named("b"), c.Named("c"))
            .ExecuteAsync("q", Token).AsTask();
        Assert.Equal((1, 0), (a.Calls, b.Calls));
        a.Fail(new IOException());
        Assert.Equal((1, 0), (b.Calls, c.Calls));
        b.Succeed();

        FanOutResult<Answer> result = await asked;

        Assert.Equal("b", result.Winner!.Value.Name);
        Assert.Equal((0, FanOutAnswerKind.LeftOut), (c.Calls, result.Answers[2].Kind));
    }

    [Fact]
    public async Task The_caller_s_cancellation_wins_and_carries_its_token()
    {
        Adapter a = new() { Listens = false };
        using var source = new CancellationTokenSource();
        Task<FanOutResult<Answer>> asked = Group(null, a.Named("a")).ExecuteAsync("q", source.Token).AsTask();
        CancellationToken given = await a.Begun;

        await source.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal(source.Token, thrown.CancellationToken);
        Assert.True(await Cancelled(given));
        await a.Succeed().Disposed.WaitAsync(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Group(null, a.Named("a")).ExecuteAsync("q", source.Token).AsTask());
        Assert.Equal(1, a.Calls);
    }

    [Fact]
    public async Task Who_blocks_holds_up_the_others_unless_calls_begin_on_the_pool()
    {
        using var release = new ManualResetEventSlim();
        Adapter quick = new();
        quick.Succeed();
        FanOutGroup<string, Answer> group = Group(
            new() { UseThreadPool = true, Strategy = FanOutStrategy.FirstSuccess },
            new Dependency<string, Answer>("blocks", (_, _) =>
            {
                release.Wait(Token);
                return new ValueTask<Answer>(new Answer("late"));
            }),
            quick.Named("quick"));

        Assert.Equal("quick", (await group.ExecuteAsync("q", Token)).Winner!.Value.Name);
        release.Set();
    }

    [Fact]
    public async Task Some_may_be_asked_by_name_in_that_order()
    {
        Adapter a = new(), b = new(), c = new();
        a.Succeed();
        c.Succeed();
        FanOutGroup<string, Answer> group = Group(null, a.Named("a"), b.Named("b"), c.Named("c"));

        Assert.Equal(["c", "a"], (await group.ExecuteAsync("q", ["c", "a"], Token)).Answers.Select(static answer => answer.Name));

        Assert.Contains(
            "has no dependency 'd'; it has: a, b, c.",
            (await Assert.ThrowsAsync<ArgumentException>(() => group.ExecuteAsync("q", ["d"], Token).AsTask())).Message,
            StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => group.ExecuteAsync("q", ["a", "a"], Token).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => group.ExecuteAsync("q", [], Token).AsTask());
    }

    [Fact]
    public void What_cannot_work_is_said_when_the_group_is_made()
    {
        var a = new Adapter();
        Assert.Contains("no dependencies", Assert.Throws<ArgumentException>(() => Group(null)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "two dependencies 'a'", Assert.Throws<ArgumentException>(() => Group(null, a.Named("a"), a.Named("a"))).Message, StringComparison.Ordinal);
        ArgumentException options = Assert.Throws<ArgumentException>(() => Group(
            new() { Timeout = TimeSpan.Zero, InitializationShare = 2, MaxConcurrency = 0, EnoughSuccesses = 0, Strategy = (FanOutStrategy)9 },
            a.Named("a")));
        foreach (string name in new[] { "Timeout", "InitializationShare", "MaxConcurrency", "EnoughSuccesses", "Strategy" })
            Assert.Contains($"fan-out: {name} is", options.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dependency<string, Answer>("a", a.CallAsync) { Weight = 0 });
    }

    [Fact]
    public async Task Thirty_two_requests_at_once_are_each_answered_by_all()
    {
        var group = new FanOutGroup<int, int>(
            "sum",
            Enumerable.Range(0, 20).Select(static number => new Dependency<int, int>($"{number}", async (request, _) =>
            {
                await Task.Yield();
                return number % 5 == 0 ? throw new IOException() : request + number;
            })),
            new() { MaxConcurrency = 7 });

        FanOutResult<int>[] results =
            await Task.WhenAll(Enumerable.Range(0, 32).Select(request => Task.Run(async () => await group.ExecuteAsync(request, Token), Token)));

        for (int request = 0; request < 32; request++)
        {
            Assert.Equal(16, results[request].Successes);
            Assert.Equal(Enumerable.Range(0, 20).Where(static number => number % 5 != 0).Select(number => request + number), results[request].Results);
        }

        Assert.Equal((32, 32), (group.Snapshot().Requests, group.Snapshot().Partial));
        Assert.All(group.Snapshot().Dependencies, static member => Assert.Equal(32, member.Statistics.TotalCalls));
    }

    [Fact]
    public async Task Ten_thousand_that_answer_at_once_need_no_deep_stack()
    {
        var group = new FanOutGroup<int, int>(
            "many", Enumerable.Range(0, 10_000).Select(static number => new Dependency<int, int>($"{number}", (_, _) => new ValueTask<int>(number))));

        Assert.Equal(10_000, (await group.ExecuteAsync(1, Token)).Successes);
    }

    private static async Task<bool> Cancelled(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using (token.UnsafeRegister(_ => cancelled.TrySetResult(), null))
            await cancelled.Task.WaitAsync(Token);
        return token.IsCancellationRequested;
    }
}
