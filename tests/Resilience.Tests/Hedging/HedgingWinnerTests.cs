using Resilience.Timeouts;

namespace Resilience.Hedging;

/// <summary>Which attempt counts, and what becomes of the others.</summary>
public sealed class HedgingWinnerTests : IDisposable
{
    private readonly Attempts _attempts = new();

    public void Dispose() => _attempts.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_first_answer_wins_and_the_others_are_cancelled_but_not_awaited(int winner)
    {
        for (int i = 1; i <= 3; i++)
            _attempts[i].IgnoresToken = true;
        Task<string> call = Call(new() { Delay = HedgingDelay.None, MaxAttempts = 3 });
        for (int i = 1; i <= 3; i++)
            await _attempts[i].Begun;

        _attempts[winner].Succeed();

        (await call).Should().Be($"attempt {winner}");
        for (int i = 1; i <= 3; i++)
            _attempts[i].Token.IsCancellationRequested.Should().Be(i != winner);
        for (int i = 1; i <= 3; i++)
        {
            if (i != winner)
                _attempts[i].Fail();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_winners_token_is_never_cancelled_afterwards(int winner)
    {
        Task<string> call = Call(new() { Delay = HedgingDelay.None, MaxAttempts = 3 }, outerLimit: TimeSpan.FromSeconds(30));
        for (int i = 1; i <= 3; i++)
            await _attempts[i].Begun;
        _attempts[winner].Succeed();
        await call;

        _attempts.Clock.Advance(TimeSpan.FromDays(1));
        _attempts.CancelCaller();
        // Whatever might still cancel it would do so on the pool.
        for (int i = 1; i <= 3; i++)
        {
            if (i != winner)
                await _attempts[i].Left;
        }

        _attempts[winner].Token.IsCancellationRequested.Should().BeFalse("a stream may still be read with it");
    }

    [Fact]
    public async Task The_token_of_a_first_attempt_that_stayed_alone_is_never_cancelled_afterwards()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = Attempts.Second });
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        _attempts[1].Succeed();
        await call;

        Task<string> next = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        _attempts.CancelCaller();
        await ((Func<Task>)(() => next)).Should().ThrowAsync<OperationCanceledException>();

        _attempts[1].Token.IsCancellationRequested.Should().BeFalse();
    }

    [Fact]
    public async Task A_result_that_is_not_good_enough_does_not_win_while_another_attempt_runs()
    {
        Task<string> call = Call(new() { Delay = HedgingDelay.None, HandleResult = static result => result == "bad" });
        await _attempts[2].Begun;

        _attempts[2].Succeed("bad");
        await _attempts[2].Left;
        call.IsCompleted.Should().BeFalse();
        _attempts[1].Succeed("good");

        (await call).Should().Be("good");
    }

    [Fact]
    public async Task A_handled_failure_does_not_win_while_another_attempt_runs()
    {
        Task<string> call = Call(new() { Delay = HedgingDelay.None });
        await _attempts[2].Begun;

        _attempts[1].Fail();
        call.IsCompleted.Should().BeFalse();
        _attempts[2].Succeed();

        (await call).Should().Be("attempt 2");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_failure_that_is_not_handled_is_an_answer_whoever_brings_it(int which)
    {
        Task<string> call = Call(new() { Delay = HedgingDelay.None });
        await _attempts[2].Begun;
        var fault = new PermanentException("not found");

        _attempts[which].Fail(fault);

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<PermanentException>()).Which.Should().BeSameAs(fault);
        await _attempts[3 - which].Left;
        _attempts[3 - which].Token.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task A_failure_that_is_not_handled_starts_nothing()
    {
        Task<string> call = Call(new() { Delay = Attempts.Second });
        _attempts[1].Fail(new PermanentException("no"));

        await ((Func<Task>)(() => call)).Should().ThrowAsync<PermanentException>();
        _attempts.Started.Should().Be(1);
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(2, 3, 1)]
    public async Task When_all_fail_the_outcome_is_that_of_the_first_attempt(params int[] order)
    {
        Task<string> call = Call(new() { Delay = HedgingDelay.None, MaxAttempts = 3 });
        for (int i = 1; i <= 3; i++)
            await _attempts[i].Begun;

        foreach (int attempt in order)
        {
            call.IsCompleted.Should().BeFalse();
            _attempts[attempt].Fail();
            await _attempts[attempt].Left;
        }

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<TransientException>()).WithMessage("attempt 1");
    }

    [Fact]
    public async Task When_no_result_is_good_enough_the_first_one_is_returned_and_not_disposed_of()
    {
        var results = new Disposable[3];
        for (int i = 0; i < 3; i++)
            results[i] = new Disposable();
        int calls = 0;
        ResiliencePipeline<Disposable> pipeline = new ResiliencePipelineBuilder<Disposable> { TimeProvider = _attempts.Clock }
            .AddHedging(new() { MaxAttempts = 3, HandleResult = static _ => true }).Build();

        Disposable result = await pipeline.ExecuteAsync(
            _ => new ValueTask<Disposable>(results[Interlocked.Increment(ref calls) - 1]), _attempts.Caller);

        result.Should().BeSameAs(results[0]);
        await DisposedAsync(results[1]);
        await DisposedAsync(results[2]);
        results.Select(static result => result.Disposals).Should().Equal(0, 1, 1);
    }

    [Fact]
    public async Task Results_of_attempts_that_lost_are_disposed_of_when_they_come_at_last()
    {
        using var loser = new Disposable();
        using var winner = new Disposable();
        var late = new TaskCompletionSource<Disposable>();
        int calls = 0;
        ResiliencePipeline<Disposable> pipeline = new ResiliencePipelineBuilder<Disposable> { TimeProvider = _attempts.Clock }
            .AddHedging(new() { Delay = HedgingDelay.None }).Build();

        Disposable result = await pipeline.ExecuteAsync(
            _ => Interlocked.Increment(ref calls) == 1 ? new ValueTask<Disposable>(late.Task) : new(winner), _attempts.Caller);

        result.Should().BeSameAs(winner);
        late.SetResult(loser);
        await DisposedAsync(loser);
        winner.Disposals.Should().Be(0);
    }

    [Fact]
    public async Task A_result_that_was_not_good_enough_is_disposed_of_when_another_wins()
    {
        using var bad = new Disposable();
        using var good = new Disposable();
        int calls = 0;
        ResiliencePipeline<Disposable> pipeline = new ResiliencePipelineBuilder<Disposable> { TimeProvider = _attempts.Clock }
            .AddHedging(new() { HandleResult = result => result == bad }).Build();

        Disposable result = await pipeline.ExecuteAsync(
            _ => new ValueTask<Disposable>(Interlocked.Increment(ref calls) == 1 ? bad : good), _attempts.Caller);

        result.Should().BeSameAs(good);
        await DisposedAsync(bad);
        good.Disposals.Should().Be(0);
    }

    [Fact]
    public async Task The_winners_result_is_not_disposed_of_because_a_loser_returned_the_same_one()
    {
        using var shared = new Disposable();
        var ends = new[] { new TaskCompletionSource<Disposable>(), new TaskCompletionSource<Disposable>() };
        int calls = 0;
        var turnstile = new Turnstile();
        ResiliencePipeline<Disposable> pipeline = new ResiliencePipelineBuilder<Disposable> { TimeProvider = _attempts.Clock }
            .AddHedging(new() { Delay = HedgingDelay.None })
            .AddStrategy(() => turnstile)
            .Build();

        Task<Disposable> call = pipeline.ExecuteAsync(
            _ => new ValueTask<Disposable>(ends[Interlocked.Increment(ref calls) - 1].Task), _attempts.Caller).AsTask();
        ends[0].SetResult(shared);
        (await call).Should().BeSameAs(shared);
        ends[1].SetResult(shared);
        await turnstile.EmptyAsync();

        shared.Disposals.Should().Be(0);
    }

    [Fact]
    public async Task A_loser_whose_disposal_blocks_does_not_keep_the_winner()
    {
        using var release = new ManualResetEventSlim();
        int calls = 0;
        ResiliencePipeline<IDisposable> pipeline = new ResiliencePipelineBuilder<IDisposable> { TimeProvider = _attempts.Clock }
            .AddHedging(new() { HandleResult = static result => result is Blocking }).Build();
        using var good = new Disposable();

        IDisposable result = await pipeline.ExecuteAsync(
            _ => new ValueTask<IDisposable>(Interlocked.Increment(ref calls) == 1 ? new Blocking(release) : good), _attempts.Caller);

        result.Should().BeSameAs(good);
        release.Set();
    }

    [Fact]
    public async Task Nobody_is_alarmed_by_losers_that_fail_late()
    {
        using var faults = new UnobservedFaults();
        await LoseAsync(faults.Marked());

        faults.Collect().Should().BeEmpty();
    }

    [Fact]
    public async Task A_predicate_that_throws_is_the_outcome()
    {
        var fault = new InvalidDataException("predicate");
        Task<string> call = Call(new() { HandleResult = _ => throw fault });
        _attempts[1].Succeed();

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<InvalidDataException>()).Which.Should().BeSameAs(fault);
    }

    [Fact]
    public async Task A_filter_that_throws_is_the_outcome()
    {
        var fault = new InvalidDataException("filter");
        Task<string> call = Call(new() { Handle = FailureFilter.When(_ => throw fault) });
        _attempts[1].Fail();

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<InvalidDataException>()).Which.Should().BeSameAs(fault);
        _attempts.Started.Should().Be(1);
    }

    [Fact]
    public async Task A_result_judged_for_everybody_is_hedged_by_its_disposition()
    {
        Failure? verdict = new Failure(FailureCause.Http, FailureDisposition.Transient);
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string>
        {
            TimeProvider = _attempts.Clock,
            ClassifyResult = result => result == "bad" ? verdict : null,
        }.AddHedging().Build();
        int calls = 0;

        string transient = await pipeline.ExecuteAsync(
            _ => new ValueTask<string>(Interlocked.Increment(ref calls) == 1 ? "bad" : "good"), _attempts.Caller);
        verdict = new Failure(FailureCause.Data, FailureDisposition.Permanent);
        string permanent = await pipeline.ExecuteAsync(static _ => new ValueTask<string>("bad"), _attempts.Caller);

        transient.Should().Be("good");
        permanent.Should().Be("bad", "another attempt would not change it");
    }

    [Fact]
    public async Task Predicates_of_strategies_outside_do_not_make_hedges()
    {
        int calls = 0;
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddRetry(new() { Backoff = Backoff.None, MaxAttempts = 2, HandleResult = static result => result == "1" })
            .AddHedging(new() { HandleResult = static result => result == "0" })
            .Build();

        string result = await pipeline.ExecuteAsync(
            _ => new ValueTask<string>($"{Interlocked.Increment(ref calls) - 1}"), _attempts.Caller);

        result.Should().Be("2", "the hedge brought 1, and the retry 2");
    }

    private async Task LoseAsync(Exception fault)
    {
        _attempts[1].IgnoresToken = true;
        Task<string> call = Call(new() { Delay = HedgingDelay.None });
        await _attempts[2].Begun;
        _attempts[2].Succeed();
        await call;
        _attempts[1].Fail(fault);
        await _attempts[1].Left;
    }

    private static async Task DisposedAsync(Disposable result)
    {
        while (result.Disposals == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task<string> Call(HedgingOptions<string> options, TimeSpan? outerLimit = null) =>
        Pipeline(options, outerLimit).ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();

    private ResiliencePipeline<string> Pipeline(HedgingOptions<string> options, TimeSpan? outerLimit = null)
    {
        var builder = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock };
        if (outerLimit is { } limit)
            builder.AddTimeout(limit);
        return builder.AddHedging(options).Build();
    }

    private sealed class Blocking(ManualResetEventSlim release) : IDisposable
    {
        public void Dispose() => release.Wait(CancellationToken.None);
    }
}
