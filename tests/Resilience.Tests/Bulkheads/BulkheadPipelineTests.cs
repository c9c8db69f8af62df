using Microsoft.Extensions.Time.Testing;

namespace Resilience.Bulkheads;

public sealed class BulkheadPipelineTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_full_bulkhead_refuses_and_the_callback_does_not_run()
    {
        var bulkhead = new Bulkhead(new() { Name = "payments", PermitLimit = 1 });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        using BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        int calls = 0;
        Outcome<int> outcome = pipeline.ExecuteOutcome(_ => ++calls, Token);
        outcome.IsRejected.Should().BeTrue();
        outcome.Code.Should().Be(ErrorCodes.BulkheadFull);
        Action call = () => pipeline.Execute(_ => ++calls, Token);
        call.Should().Throw<RejectedException>().Which.Rejection.Component.Should().Be("payments");
        calls.Should().Be(0);
        taken.Dispose();
        pipeline.Execute(_ => ++calls, Token).Should().Be(1);
        bulkhead.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public async Task A_call_waits_and_then_runs()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 });
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>().AddBulkhead(bulkhead).Build();
        BulkheadPermit taken = bulkhead.Enter(cancellationToken: Token);
        ValueTask<int> call = pipeline.ExecuteAsync(_ => new ValueTask<int>(7), Token);
        call.IsCompleted.Should().BeFalse();
        taken.Dispose();
        (await call).Should().Be(7);
        bulkhead.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public async Task A_call_that_waited_too_long_is_refused_with_a_code_of_its_own()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddBulkhead(new() { PermitLimit = 1, QueueLimit = 1, QueueTimeout = TimeSpan.FromSeconds(2) }).Build();
        var release = new TaskCompletionSource();
        ValueTask first = pipeline.ExecuteAsync(async _ => await release.Task, Token);
        ValueTask<Outcome<int>> second = pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(1), Token);
        _clock.Advance(TimeSpan.FromSeconds(1.999));
        second.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Outcome<int> outcome = await second;
        outcome.Code.Should().Be(ErrorCodes.QueueTimeout);
        release.SetResult();
        await first;
    }
}
