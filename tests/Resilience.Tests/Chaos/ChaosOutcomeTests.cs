namespace Resilience.Chaos;

public sealed class ChaosOutcomeTests : IDisposable
{
    private readonly ChaosRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_result_takes_the_place_of_the_callbacks()
    {
        ResiliencePipeline<int> pipeline = _rig.TypedBuilder().AddChaosOutcome(ChaosRig.Answer(static _ => Outcome.Success(7))).Build();

        (await _rig.CallAsync(pipeline)).Result.Should().Be(7);
        pipeline.Execute(static _ => 1, _rig.Bench.Caller).Should().Be(7);
        _rig.Calls.Should().Be(0);
        _rig.Injected.Should().HaveCount(2).And.OnlyContain(static happened => happened.Reason == "outcome");
    }

    [Fact]
    public async Task A_result_is_judged_by_the_predicates_outside_and_not_by_those_inside()
    {
        ResiliencePipeline<int> pipeline = _rig.TypedBuilder()
            .AddFallback(new FallbackOptions<int> { HandleResult = static result => result == 500, Action = static (_, _) => new(-1) })
            .AddRetry(new RetryOptions<int> { Backoff = Backoff.None, HandleResult = static result => result == 503 })
            .AddChaosOutcome(ChaosRig.Answer(static call => Outcome.Success(call.Attempt switch { 1 => 503, 2 => 500, _ => 0 })))
            .AddRetry(new RetryOptions<int> { Backoff = Backoff.None, HandleResult = static _ => true })
            .Build();

        (await _rig.CallAsync(pipeline)).Result.Should().Be(-1);
        _rig.Injected.Should().HaveCount(2);
        _rig.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_result_that_the_pipeline_classifies_as_a_failure_is_one_for_everybody_outside()
    {
        ResiliencePipelineBuilder<int> builder = _rig.TypedBuilder();
        builder.ClassifyResult = static result => result == 503 ? new Failure(FailureCause.Http, FailureDisposition.Transient) : null;
        ResiliencePipeline<int> pipeline = builder
            .AddRetry(new RetryOptions<int> { Backoff = Backoff.None })
            .AddChaosOutcome(ChaosRig.Answer(static call => call.Attempt == 1 ? Outcome.Success(503) : null))
            .Build();

        (await _rig.CallAsync(pipeline)).Result.Should().Be(1);
    }

    [Fact]
    public async Task An_exception_as_an_outcome_is_a_failure_and_a_rejection_stays_one()
    {
        var fault = new IOException();
        ResiliencePipeline<int> failing = _rig.TypedBuilder().AddChaosOutcome(ChaosRig.Answer(_ => Outcome.Failure<int>(fault))).Build();
        ResiliencePipeline<int> refusing = _rig.TypedBuilder().AddChaosOutcome(ChaosRig.Answer(
            static _ => Outcome.Rejected<int>(new Rejection(RejectionReason.RateLimited, "far away"), TimeSpan.FromSeconds(3)))).Build();

        (await _rig.CallAsync(failing)).Exception.Should().BeSameAs(fault);
        (await _rig.CallAsync(failing)).Failure.Should().Be(FailureClassifier.Default.Classify(fault));
        Outcome<int> refused = await _rig.CallAsync(refusing);
        refused.IsRejected.Should().BeTrue();
        refused.RetryAfter.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task No_outcome_is_none()
    {
        ResiliencePipeline<int> pipeline = _rig.TypedBuilder().AddChaosOutcome(ChaosRig.Answer(static _ => null)).Build();

        (await _rig.CallAsync(pipeline)).Result.Should().Be(1);
        _rig.Injected.Should().BeEmpty();
    }

    [Fact]
    public async Task A_discarded_result_is_disposed_of_like_a_real_one()
    {
        var made = new List<Faults.Payload>();
        int disposed = 0;
        ResiliencePipeline<Faults.Payload> pipeline = new ResiliencePipelineBuilder<Faults.Payload>()
            .AddRetry(new RetryOptions<Faults.Payload> { Backoff = Backoff.None, HandleResult = static result => result.IsBad })
            .AddChaosOutcome(new()
            {
                EnvironmentName = ChaosRig.Environment,
                Rate = 1,
                Outcomes =
                {
                    new(() =>
                    {
                        made.Add(new(isBad: true, () => disposed++));
                        return Outcome.Success(made[^1]);
                    }),
                },
            })
            .Build();

        Faults.Payload last = await pipeline.ExecuteAsync(
            static _ => new ValueTask<Faults.Payload>(new Faults.Payload(isBad: false)), _rig.Bench.Caller);

        last.Should().BeSameAs(made[^1]);
        made.Should().HaveCount(3);
        disposed.Should().Be(2);
    }
}
