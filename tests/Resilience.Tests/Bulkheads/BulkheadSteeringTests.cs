using Resilience.Telemetry;

namespace Resilience.Bulkheads;

public sealed class BulkheadSteeringTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_lower_limit_lets_those_finish_who_run()
    {
        Queueing queueing = new Queueing(3, 0).Fill();
        queueing.Bulkhead.Resize(1);
        queueing.Bulkhead.PermitLimit.Should().Be(1);
        queueing.Now.InFlight.Should().Be(3);
        for (int left = 2; left >= 1; left--)
        {
            queueing.Bulkhead.Release();
            queueing.Bulkhead.TryEnter(out _).Should().BeFalse();
            queueing.Now.InFlight.Should().Be(left);
        }

        queueing.Bulkhead.Release();
        queueing.Bulkhead.TryEnter(out _).Should().BeTrue();
    }

    [Fact]
    public void A_higher_limit_lets_those_in_at_once_who_wait()
    {
        Queueing queueing = new Queueing(1, 5).Fill();
        WaitingCall[] calls = [.. Enumerable.Range(0, 4).Select(_ => queueing.Wait())];
        queueing.Bulkhead.Resize(4);
        calls.Select(static call => call.Answer).Should()
            .Equal(WaitAnswer.Granted, WaitAnswer.Granted, WaitAnswer.Granted, WaitAnswer.None);
        queueing.Now.Should().Match<BulkheadSnapshot>(static now => now.InFlight == 4 && now.Queued == 1 && now.Peak == 4);
    }

    [Fact]
    public void A_change_is_told_with_what_it_was_and_is()
    {
        var events = new EventRecorder();
        var builder = new ResiliencePipelineBuilder { Name = "orders" };
        builder.Listeners.Add(events);
        var bulkhead = new Bulkhead(new() { Name = "payments", PermitLimit = 10 });
        ResiliencePipeline pipeline = builder.AddBulkhead(bulkhead).Build();
        bulkhead.Resize(12);
        bulkhead.Resize(12);
        ResilienceEvent told = events.Only(ResilienceEventKind.LimitChanged);
        told.Strategy.Should().Be("payments");
        told.Pipeline.Should().Be("orders");
        told.Reason.Should().Be("10 → 12: resized");
        GC.KeepAlive(pipeline);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void A_limit_out_of_range_is_refused(int limit)
    {
        var bulkhead = new Bulkhead();
        Action resize = () => bulkhead.Resize(limit);
        resize.Should().Throw<ArgumentOutOfRangeException>();
        bulkhead.PermitLimit.Should().Be(100);
    }

    [Fact]
    public void In_shadow_mode_everybody_gets_in_and_nobody_waits()
    {
        Queueing queueing = new(2, 1, static options => options.ShadowMode = true);
        for (int i = 0; i < 6; i++)
            queueing.Bulkhead.TryEnter(out _).Should().BeTrue();
        ValueTask<BulkheadPermit> last = queueing.Bulkhead.EnterAsync(cancellationToken: Token);
        last.IsCompletedSuccessfully.Should().BeTrue();

        // The third would have waited in the one place there is, the other four would have been refused.
        queueing.Now.Should().Match<BulkheadSnapshot>(static now =>
            now.InFlight == 7 && now.WouldHaveRejected == 4 && now.Rejected == 0 && now.Peak == 7 && now.ShadowMode);
        for (int i = 0; i < 7; i++)
            queueing.Bulkhead.Release();
        queueing.Now.InFlight.Should().Be(0);
    }

    [Fact]
    public void Turning_shadow_mode_on_lets_those_in_who_wait_and_off_lets_the_others_finish()
    {
        Queueing queueing = new Queueing(1, 2).Fill();
        WaitingCall[] calls = [queueing.Wait(), queueing.Wait()];
        queueing.Bulkhead.ShadowMode = true;
        calls.Should().OnlyContain(static call => call.Answer == WaitAnswer.Granted);
        queueing.Wait().Answer.Should().Be(WaitAnswer.Granted);
        queueing.Bulkhead.ShadowMode = false;
        queueing.Now.InFlight.Should().Be(4);
        WaitingCall last = queueing.Wait();
        for (int i = 0; i < 3; i++)
        {
            last.Answer.Should().Be(WaitAnswer.None);
            queueing.Bulkhead.Release();
        }

        queueing.Bulkhead.Release();
        last.Answer.Should().Be(WaitAnswer.Granted);
        queueing.Now.InFlight.Should().Be(1);
    }

    [Fact]
    public void A_pipeline_in_shadow_mode_passes_a_full_bulkhead_that_others_respect()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1 });
        ResiliencePipeline shadow = new ResiliencePipelineBuilder { ShadowMode = true }.AddBulkhead(bulkhead).Build();
        ResiliencePipeline strict = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        using (bulkhead.Enter(cancellationToken: Token))
        {
            shadow.Execute(static _ => 1, Token).Should().Be(1);
            strict.ExecuteOutcome(static _ => 1, Token).IsRejected.Should().BeTrue();
        }

        bulkhead.Snapshot().WouldHaveRejected.Should().Be(1);
        bulkhead.Snapshot().InFlight.Should().Be(0);
        shadow.ShadowReport().Decisions.Should().ContainSingle().Which.Should().Match<ShadowDecision>(static decision =>
            decision.Decision == ErrorCodes.BulkheadFull && decision.Count == 1 && decision.Strategy == "bulkhead");
    }

    [Fact]
    public void Somebody_in_shadow_mode_overtakes_those_who_wait_but_takes_no_permit_from_them()
    {
        Queueing queueing = new Queueing(1, 1).Fill();
        WaitingCall waiting = queueing.Wait();
        ResiliencePipeline shadow = new ResiliencePipelineBuilder { ShadowMode = true }.AddBulkhead(queueing.Bulkhead).Build();
        shadow.Execute(static _ => 1, Token).Should().Be(1);
        waiting.Answer.Should().Be(WaitAnswer.None);
        queueing.Bulkhead.Release();
        waiting.Answer.Should().Be(WaitAnswer.Granted);
        queueing.Now.InFlight.Should().Be(1);
    }
}
