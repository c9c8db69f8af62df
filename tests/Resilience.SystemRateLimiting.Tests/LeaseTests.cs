using Microsoft.Extensions.Time.Testing;

namespace Resilience.SystemRateLimiting;

/// <summary>A lease is given back exactly once, however an attempt ends.</summary>
public sealed class LeaseTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new();
    private readonly HandLimiter _limiter = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_success_gives_its_lease_back(bool yields)
    {
        ResiliencePipeline pipeline = Builder().AddRateLimiter(_limiter).Build();

        int held = await pipeline.ExecuteAsync(
            async _ =>
            {
                if (yields)
                    await Task.Yield();
                return _limiter.Held;
            },
            Token);

        held.Should().Be(1);
        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_gives_its_lease_back(bool yields)
    {
        ResiliencePipeline pipeline = Builder().AddRateLimiter(_limiter).Build();

        await pipeline.Invoking(it => it.ExecuteAsync<int>(
            async _ =>
            {
                if (yields)
                    await Task.Yield();
                throw new InvalidDataException();
            },
            Token).AsTask()).Should().ThrowAsync<InvalidDataException>();

        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Fact]
    public async Task A_cancelled_call_gives_its_lease_back()
    {
        using var caller = new CancellationTokenSource();
        ResiliencePipeline pipeline = Builder().AddRateLimiter(_limiter).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(HangAsync, caller.Token).AsTask();
        _limiter.Held.Should().Be(1);

        await caller.CancelAsync();

        (await call).IsCancelled.Should().BeTrue();
        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_times_out_gives_its_lease_back(bool timeoutIsInside)
    {
        ResiliencePipelineBuilder builder = Builder();
        ResiliencePipeline pipeline = timeoutIsInside
            ? builder.AddRateLimiter(_limiter).AddTimeout(_limit).Build()
            : builder.AddTimeout(_limit).AddRateLimiter(_limiter).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(HangAsync, Token).AsTask();
        _limiter.Held.Should().Be(1);

        _clock.Advance(_limit);

        (await call).Code.Should().Be(ErrorCodes.Timeout);
        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Fact]
    public async Task A_call_that_is_left_behind_keeps_its_lease_until_it_really_ends()
    {
        var hanging = new TaskCompletionSource<int>();
        ResiliencePipeline pipeline = Builder()
            .AddRateLimiter(_limiter).AddTimeout(new TimeoutOptions { Timeout = _limit, Abandon = true }).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(hanging.Task), Token).AsTask();
        while (!call.IsCompleted)
        {
            Token.ThrowIfCancellationRequested();
            _clock.Advance(_limit);
            await Task.Yield();
        }

        (await call).Code.Should().Be(ErrorCodes.Timeout);
        _limiter.Held.Should().Be(1, "the callback still runs");
        hanging.SetResult(1);
        while (_limiter.Held > 0)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Fact]
    public void A_call_that_a_strategy_inside_refuses_gives_its_lease_back()
    {
        var breaker = new CircuitBreaker();
        breaker.Trip();
        ResiliencePipeline pipeline = Builder().AddRateLimiter(_limiter).AddCircuitBreaker(breaker).Build();

        pipeline.ExecuteOutcome(static _ => 1, Token).Code.Should().Be(ErrorCodes.CircuitOpen);

        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Fact]
    public void Every_attempt_has_a_lease_of_its_own()
    {
        ResiliencePipeline pipeline = Builder()
            .AddRetry(new() { MaxAttempts = 3, Backoff = Backoff.None }).AddRateLimiter(_limiter).Build();

        pipeline.ExecuteOutcome<int>(_ => _limiter.Held == 1 ? throw new TransientException() : 1, Token).IsFailure.Should().BeTrue();

        _limiter.Asked.Should().Equal(1, 1, 1);
        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Fact]
    public async Task A_lease_that_comes_as_its_caller_goes_is_given_back()
    {
        using var caller = new CancellationTokenSource();
        _limiter.IsOpen = false;
        int calls = 0;
        ResiliencePipeline pipeline = Builder().AddRateLimiter(new CancelsAsItAnswers(_limiter, caller)).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(++calls), caller.Token);

        outcome.IsCancelled.Should().BeTrue();
        calls.Should().Be(0);
        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Fact]
    public async Task However_calls_end_together_no_lease_is_lost_or_given_back_twice()
    {
        using var limiter = new System.Threading.RateLimiting.ConcurrencyLimiter(new() { PermitLimit = 3, QueueLimit = 20 });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddTimeout(TimeSpan.FromMilliseconds(200)).AddRateLimiter(limiter).Build();
        int running = 0;
        int most = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 3_000), Token, async (number, _) =>
        {
            using var caller = new CancellationTokenSource();
            Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
                async token =>
                {
                    int now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    try
                    {
                        await Task.Yield();
                        return number % 3 == 0 ? throw new TransientException() : number;
                    }
                    finally
                    {
                        Interlocked.Decrement(ref running);
                    }
                },
                caller.Token).AsTask();
            if (number % 4 == 0)
                await caller.CancelAsync();
            await call;
        });

        most.Should().BeInRange(1, 3);
        limiter.GetStatistics()!.CurrentAvailablePermits.Should().Be(3);
        limiter.GetStatistics()!.CurrentQueuedCount.Should().Be(0);
    }

    [Fact]
    public void The_limiter_is_never_disposed_of()
    {
        for (int i = 0; i < 3; i++)
            Builder().AddRateLimiter(_limiter).Build().Execute(static _ => 1, Token).Should().Be(1);

        _limiter.IsDisposed.Should().BeFalse();
    }

    public void Dispose() => _limiter.Dispose();

    private static void InterlockedMax(ref int most, int value)
    {
        int before;
        while ((before = Volatile.Read(ref most)) < value)
            Interlocked.CompareExchange(ref most, value, before);
    }

    private static async ValueTask<int> HangAsync(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    }

    private ResiliencePipelineBuilder Builder() => new() { TimeProvider = _clock };
}
