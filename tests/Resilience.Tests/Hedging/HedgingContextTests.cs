using System.Collections.Concurrent;

namespace Resilience.Hedging;

/// <summary>What attempts know of each other: numbers, properties, ambient state.</summary>
public sealed class HedgingContextTests : IDisposable
{
    private static readonly ResilienceKey<string> _given = new("given");
    private static readonly ResilienceKey<string> _set = new("set");
    private static readonly AsyncLocal<string?> _ambient = new();

    private readonly Attempts _attempts = new();
    private readonly ConcurrentBag<ResilienceContext> _seen = [];

    public void Dispose() => _attempts.Dispose();

    [Fact]
    public async Task Every_attempt_has_a_context_of_its_own_with_what_the_caller_set()
    {
        var context = new ResilienceContext("operation", _attempts.Caller);
        context.Set(_given, "by the caller");
        Task<string> call = Start(context);
        for (int i = 1; i <= 3; i++)
            await _attempts[i].Begun;
        _attempts[2].Succeed();
        await call;

        _seen.Should().HaveCount(3).And.OnlyHaveUniqueItems().And.NotContain(context);
        foreach (ResilienceContext seen in _seen)
        {
            seen.OperationKey.Should().Be("operation");
            seen.TryGet(_given, out string? given).Should().BeTrue();
            given.Should().Be("by the caller");
        }
    }

    [Fact]
    public async Task Attempts_are_numbered_and_only_the_winners_properties_remain()
    {
        var context = new ResilienceContext("operation", _attempts.Caller);
        Task<string> call = Start(context);
        for (int i = 1; i <= 3; i++)
            await _attempts[i].Begun;
        ResilienceContext second = _seen.Single(static seen => seen.Attempt == 2);
        _attempts[await NumberOfAsync(second)].Succeed();
        await call;

        _seen.Select(static seen => seen.Attempt).Should().BeEquivalentTo([1, 2, 3]);
        context.TryGet(_set, out string? set).Should().BeTrue();
        set.Should().Be("by attempt 2");
        context.Attempt.Should().Be(3, "the callback was started so often");
        context.CancellationToken.Should().Be(_attempts.Caller);
        foreach (ResilienceContext loser in _seen.Where(seen => seen != second))
            loser.Set(_set, "too late");
        context.TryGet(_set, out set).Should().BeTrue();
        set.Should().Be("by attempt 2");
    }

    [Fact]
    public async Task What_a_first_attempt_that_stayed_alone_has_set_remains()
    {
        var context = new ResilienceContext("operation", _attempts.Caller);
        Task<string> asynchronous = Start(context);
        await _attempts[1].Begun;
        _attempts[1].Succeed();
        await asynchronous;
        context.TryGet(_set, out string? set).Should().BeTrue();
        set.Should().StartWith("by attempt");

        var other = new ResilienceContext("operation", _attempts.Caller);
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = Attempts.Second });
        await pipeline.ExecuteAsync(
            static (_, context) =>
            {
                context.Set(_set, "at once");
                return new ValueTask<string>("");
            },
            0,
            other);
        other.TryGet(_set, out set).Should().BeTrue();
        set.Should().Be("at once");
        other.Attempt.Should().Be(1);
    }

    [Fact]
    public async Task When_all_fail_the_first_attempts_properties_remain()
    {
        var context = new ResilienceContext("operation", _attempts.Caller);
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = HedgingDelay.Infinite, MaxAttempts = 3 });

        await pipeline.ExecuteOutcomeAsync<int>(
            static (_, context) =>
            {
                context.Set(_set, $"by attempt {context.Attempt}");
                throw new TransientException();
            },
            0,
            context);

        context.TryGet(_set, out string? set).Should().BeTrue();
        set.Should().Be("by attempt 1");
        context.Attempt.Should().Be(3);
    }

    [Fact]
    public async Task A_retry_outside_counts_on()
    {
        var numbers = new ConcurrentQueue<int>();
        var context = new ResilienceContext("operation", _attempts.Caller);
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddRetry(new() { MaxAttempts = 2, Backoff = Backoff.None })
            .AddHedging(new() { Delay = HedgingDelay.Infinite, MaxAttempts = 2 })
            .Build();

        await pipeline.ExecuteOutcomeAsync(
            static (numbers, context) =>
            {
                numbers.Enqueue(context.Attempt);
                return ValueTask.FromException<string>(new TransientException());
            },
            numbers,
            context);

        numbers.Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public async Task A_context_tells_the_time_that_is_left_to_its_attempt()
    {
        var context = new ResilienceContext("operation", _attempts.Caller);
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddTimeout(TimeSpan.FromSeconds(10))
            .AddHedging(new() { Delay = Attempts.Second })
            .Build();
        Task<string> call = pipeline.ExecuteAsync(Run, _attempts, context).AsTask();
        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[2].Begun;

        _seen.Should().OnlyContain(static seen => seen.Remaining == TimeSpan.FromSeconds(9));
        _attempts[2].Succeed();
        await call;

        ResiliencePipeline<string> unlimited = Pipeline(new());
        TimeSpan? left = TimeSpan.Zero;
        await unlimited.ExecuteAsync(
            (_, context) =>
            {
                left = context.Remaining;
                return new ValueTask<string>("");
            },
            0,
            context);
        left.Should().BeNull("the source of its own is no deadline");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Ambient_state_of_the_caller_reaches_every_attempt(int how)
    {
        var ambient = new ConcurrentBag<string?>();
        _ambient.Value = "the caller's";
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = how == 0 ? HedgingDelay.None : Attempts.Second });

        Task<string> call = pipeline.ExecuteAsync(
            token =>
            {
                ambient.Add(_ambient.Value);
                return _attempts.CallAsync(token);
            },
            _attempts.Caller).AsTask();
        _ambient.Value = null;
        // Started at once, by a timer, or by whoever ends the first attempt: on threads that know nothing of the caller.
        if (how == 1)
            await Task.Run(() => _attempts.Clock.Advance(Attempts.Second), TestContext.Current.CancellationToken);
        else if (how == 2)
            await Task.Run(() => _attempts[1].Fail(), TestContext.Current.CancellationToken);
        await _attempts[2].Begun;
        _attempts[2].Succeed();
        await call;

        ambient.Should().Equal("the caller's", "the caller's");
    }

    private Task<string> Start(ResilienceContext context) =>
        Pipeline(new() { Delay = HedgingDelay.None, MaxAttempts = 3 }).ExecuteAsync(Run, _attempts, context).AsTask();

    private async ValueTask<string> Run(Attempts attempts, ResilienceContext context)
    {
        context.Set(_set, $"by attempt {context.Attempt}");
        _seen.Add(context);
        return await attempts.CallAsync(context.CancellationToken);
    }

    /// <summary>Hedges start on the pool, so that a context's number need not be the order in which its callback began.</summary>
    private async Task<int> NumberOfAsync(ResilienceContext context)
    {
        for (int i = 1; ; i++)
        {
            await _attempts[i].Begun;
            if (_attempts[i].Token == context.CancellationToken)
                return i;
        }
    }

    private ResiliencePipeline<string> Pipeline(HedgingOptions<string> options) =>
        new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }.AddHedging(options).Build();
}
