using System.Threading.RateLimiting;
using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.SystemRateLimiting;

public sealed class SystemRateLimiterTests : IDisposable
{
    private static readonly ResilienceKey<string> _tenant = new("tenant");

    private readonly FakeTimeProvider _clock = new();
    private readonly HandLimiter _limiter = new() { HasQueue = false };
    private int _calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void A_refusal_is_a_rejection_with_a_stable_code_and_the_limiters_time(int? seconds)
    {
        _limiter.IsOpen = false;
        _limiter.RetryAfter = seconds is { } given ? TimeSpan.FromSeconds(given) : null;

        Outcome<int> refused = Call(Pipeline());

        refused.IsRejected.Should().BeTrue();
        refused.Code.Should().Be(ErrorCodes.RateLimited);
        refused.Rejection!.Component.Should().Be("rate limiter");
        refused.Failure!.Value.RetryAfter.Should().Be(_limiter.RetryAfter);
        _calls.Should().Be(0);
        _limiter.ShouldHaveEveryLeaseBack();
        Call(Pipeline()).Rejection!.Reason.Should().Be(RejectionReason.RateLimited);
    }

    [Fact]
    public async Task A_call_waits_in_the_limiters_queue()
    {
        (_limiter.IsOpen, _limiter.HasQueue) = (false, true);
        Task<Outcome<int>> call = CallAsync(Pipeline(), Token);
        _limiter.Waiting.Should().Be(1);
        call.IsCompleted.Should().BeFalse();

        _limiter.Answer(isAcquired: true);

        (await call).Result.Should().Be(1);
        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Fact]
    public async Task A_call_that_the_queue_drops_is_refused()
    {
        (_limiter.IsOpen, _limiter.HasQueue, _limiter.RetryAfter) = (false, true, TimeSpan.FromSeconds(3));
        Task<Outcome<int>> call = CallAsync(Pipeline(), Token);

        _limiter.Answer(isAcquired: false);

        (await call).Failure!.Value.RetryAfter.Should().Be(TimeSpan.FromSeconds(3));
        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Fact]
    public async Task A_caller_who_goes_leaves_the_queue()
    {
        (_limiter.IsOpen, _limiter.HasQueue) = (false, true);
        using var caller = new CancellationTokenSource();
        Task<Outcome<int>> call = CallAsync(Pipeline(), caller.Token);

        await caller.CancelAsync();

        (await call).IsCancelled.Should().BeTrue();
        (await call).Exception.Should().BeAssignableTo<OperationCanceledException>().Which.CancellationToken.Should().Be(caller.Token);
        _limiter.Waiting.Should().Be(0);
        _calls.Should().Be(0);
    }

    [Fact]
    public async Task A_call_waits_no_longer_than_the_deadline_outside()
    {
        (_limiter.IsOpen, _limiter.HasQueue) = (false, true);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddTimeout(TimeSpan.FromSeconds(5)).AddRateLimiter(_limiter).Build();
        Task<Outcome<int>> call = CallAsync(pipeline, Token);

        _clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromMilliseconds(1));
        call.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        (await call).Code.Should().Be(ErrorCodes.QueueTimeout);
        _limiter.Waiting.Should().Be(0);
        _calls.Should().Be(0);
    }

    [Fact]
    public async Task A_synchronous_call_waits_on_its_thread()
    {
        (_limiter.IsOpen, _limiter.HasQueue) = (false, true);
        ResiliencePipeline pipeline = Pipeline();
        Task<int> call = Task.Factory.StartNew(
            () => pipeline.Execute(_ => ++_calls, Token), Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (_limiter.Waiting == 0)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        _limiter.Answer(isAcquired: true);

        (await call).Should().Be(1);
    }

    [Fact]
    public async Task An_attempt_takes_as_many_permits_as_it_is_told()
    {
        var size = new ResilienceKey<int>("size");
        ResiliencePipeline pipeline = Pipeline(new() { Permits = context => context.TryGet(size, out int permits) ? permits : 1 });
        var context = new ResilienceContext();
        context.Set(size, 5);

        await pipeline.ExecuteAsync(static (_, _) => new ValueTask<int>(1), 0, context);
        Call(pipeline);

        _limiter.Asked.Should().Equal(5, 1);
    }

    [Fact]
    public void What_goes_wrong_on_the_way_in_is_the_attempts_failure()
    {
        Call(Pipeline(new() { Permits = static _ => throw new InvalidDataException() })).Exception.Should().BeOfType<InvalidDataException>();
        _limiter.Asked.Should().BeEmpty();

        _limiter.Thrown = new ObjectDisposedException("limiter");
        Call(Pipeline()).Exception.Should().BeSameAs(_limiter.Thrown);
        using var small = new ConcurrencyLimiter(new() { PermitLimit = 2, QueueLimit = 0 });
        Call(new ResiliencePipelineBuilder().AddRateLimiter(small, new() { Permits = static _ => 3 }).Build())
            .Exception.Should().BeOfType<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_shadow_mode_every_attempt_passes_at_once_and_is_counted(bool wholePipeline)
    {
        (_limiter.IsOpen, _limiter.HasQueue) = (false, true);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { ShadowMode = wholePipeline }
            .AddRateLimiter(_limiter, new() { ShadowMode = !wholePipeline }).Build();

        Call(pipeline).IsSuccess.Should().BeTrue();
        _limiter.IsOpen = true;
        Call(pipeline).IsSuccess.Should().BeTrue();

        pipeline.ShadowReport().Decisions.Should().Equal(new ShadowDecision("rate limiter", ErrorCodes.RateLimited, 1));
        _limiter.ShouldHaveEveryLeaseBack();
    }

    [Fact]
    public async Task A_partitioned_limiter_goes_by_the_context()
    {
        using PartitionedRateLimiter<ResilienceContext> limiter = PartitionedRateLimiter.Create<ResilienceContext, string>(
            static context => RateLimitPartition.GetTokenBucketLimiter(
                context.TryGet(_tenant, out string? tenant) ? tenant : "",
                static _ => new()
                {
                    TokenLimit = 1,
                    TokensPerPeriod = 1,
                    ReplenishmentPeriod = TimeSpan.FromDays(1),
                    AutoReplenishment = false,
                    QueueLimit = 0,
                }));
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "p" }.AddRateLimiter(limiter).Build();

        (await ForAsync("a")).IsSuccess.Should().BeTrue();
        (await ForAsync("a")).Code.Should().Be(ErrorCodes.RateLimited);
        (await ForAsync("b")).IsSuccess.Should().BeTrue();
        Call(pipeline).IsSuccess.Should().BeTrue();
        pipeline.ToString().Should().Be("pipeline 'p': rate limiter (partitioned)");

        ValueTask<Outcome<int>> ForAsync(string tenant)
        {
            var context = new ResilienceContext();
            context.Set(_tenant, tenant);
            return pipeline.ExecuteOutcomeAsync(static (_, _) => new ValueTask<int>(1), 0, context);
        }
    }

    [Fact]
    public async Task A_limiter_of_the_framework_serves_pipelines_of_any_result()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 1 });
        ResiliencePipeline<string> typed = new ResiliencePipelineBuilder<string>().AddRateLimiter(limiter).Build();
        ResiliencePipeline untyped = new ResiliencePipelineBuilder { Name = "p" }.AddRateLimiter(limiter).Build();
        untyped.ToString().Should().Be("pipeline 'p': rate limiter (ConcurrencyLimiter)");
        var running = new TaskCompletionSource<string>();
        Task<string> first = typed.ExecuteAsync(_ => new ValueTask<string>(running.Task), Token).AsTask();
        Task<Outcome<int>> second = CallAsync(untyped, Token);
        Call(untyped).IsRejected.Should().BeTrue("one runs and one waits");

        running.SetResult("x");

        (await first).Should().Be("x");
        (await second).IsSuccess.Should().BeTrue();
        limiter.GetStatistics()!.CurrentAvailablePermits.Should().Be(1);
    }

    [Fact]
    public void A_refusal_is_told_to_those_who_listen_under_the_name_that_was_given()
    {
        var heard = new Listener();
        _limiter.IsOpen = false;
        var builder = new ResiliencePipelineBuilder();
        builder.Listeners.Add(heard);

        Call(builder.AddRateLimiter(_limiter, new() { Name = "quota" }).Build());

        heard.Rejected.Should().Equal("quota");
    }

    [Fact]
    public void Nothing_that_is_null_is_added_and_no_name_is_empty()
    {
        var builder = new ResiliencePipelineBuilder();
        builder.Invoking(static it => it.AddRateLimiter((RateLimiter)null!)).Should().Throw<ArgumentNullException>();
        builder.Invoking(static it => it.AddRateLimiter((PartitionedRateLimiter<ResilienceContext>)null!)).Should().Throw<ArgumentNullException>();
        Action none = () => ((ResiliencePipelineBuilder)null!).AddRateLimiter(_limiter);
        none.Should().Throw<ArgumentNullException>();
        builder.AddRateLimiter(_limiter, new() { Name = " " }).Invoking(static it => it.Build())
            .Should().Throw<InvalidPipelineException>().WithMessage("*rate limiter*Name*");
    }

    public void Dispose() => _limiter.Dispose();

    private ResiliencePipeline Pipeline(SystemRateLimiterOptions? options = null) =>
        new ResiliencePipelineBuilder { TimeProvider = _clock }.AddRateLimiter(_limiter, options).Build();

    private Outcome<int> Call(ResiliencePipeline pipeline) => pipeline.ExecuteOutcome(_ => ++_calls, Token);

    private Task<Outcome<int>> CallAsync(ResiliencePipeline pipeline, CancellationToken token) =>
        pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(++_calls), token).AsTask();

    private sealed class Listener : IResilienceListener
    {
        public List<string?> Rejected { get; } = [];

        public void OnEvent(in ResilienceEvent resilienceEvent)
        {
            if (resilienceEvent.Kind == ResilienceEventKind.Rejected)
                Rejected.Add(resilienceEvent.Strategy);
        }
    }
}
