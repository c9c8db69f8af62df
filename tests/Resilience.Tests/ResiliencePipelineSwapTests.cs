using Resilience.Telemetry;

namespace Resilience;

public sealed class ResiliencePipelineSwapTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Later_executions_use_the_new_inside_and_the_pipeline_tells_its_new_name()
    {
        ResiliencePipeline pipeline = Retrying("old", 2).Build();

        pipeline.Swap(Retrying("new", 4));

        (await AttemptsAsync(pipeline)).Should().Be(4);
        pipeline.Name.Should().Be("new");
        pipeline.ToString().Should().StartWith("pipeline 'new': retry (4 attempts");
        pipeline.Hazards.Should().ContainSingle().Which.Message.Should().Contain("up to 4 attempts");
    }

    [Fact]
    public async Task An_execution_that_has_begun_keeps_the_old_inside()
    {
        ResiliencePipeline pipeline = Retrying("old", 3).Build();
        var gate = new TaskCompletionSource();
        int runs = 0;
        ValueTask<Outcome<Unit>> began = pipeline.ExecuteOutcomeAsync(async _ =>
        {
            runs++;
            await gate.Task;
            throw new TestException();
        }, Token);

        pipeline.Swap(new ResiliencePipelineBuilder { Name = "new" });
        gate.SetResult();

        (await began).IsFailure.Should().BeTrue();
        runs.Should().Be(3);
        (await AttemptsAsync(pipeline)).Should().Be(1);
    }

    [Fact]
    public async Task A_swap_between_two_attempts_does_not_change_the_rest_of_them()
    {
        ResiliencePipeline pipeline = Retrying("old", 3).Build();
        int runs = 0;

        await pipeline.ExecuteOutcomeAsync(_ =>
        {
            runs++;
            pipeline.Swap(new ResiliencePipelineBuilder());
            throw new TestException();
        }, Token);

        runs.Should().Be(3);
    }

    [Fact]
    public void The_empty_pipeline_that_everybody_shares_cannot_be_swapped()
    {
        ResiliencePipeline.Empty.Invoking(static pipeline => pipeline.Swap(Retrying("new", 2)))
            .Should().Throw<InvalidOperationException>().WithMessage("*shared by the whole process*");

        ResiliencePipeline.Empty.ToString().Should().Be("pipeline 'empty': no strategies");
    }

    [Fact]
    public async Task A_new_inside_that_is_invalid_leaves_the_old_one()
    {
        ResiliencePipeline pipeline = Retrying("old", 2).Build();

        pipeline.Invoking(static pipeline => pipeline.Swap(Retrying("new", 0))).Should().ThrowExactly<InvalidPipelineException>();
        pipeline.Invoking(static pipeline => pipeline.Swap(null!)).Should().Throw<ArgumentNullException>();

        pipeline.Name.Should().Be("old");
        (await AttemptsAsync(pipeline)).Should().Be(2);
    }

    [Fact]
    public async Task A_typed_pipeline_swaps_its_judgement_too()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { Name = "old" }.Build();
        var builder = new ResiliencePipelineBuilder<int> { Name = "new" };
        builder.AddFallback(new FallbackOptions<int> { HandleResult = static result => result < 0, Action = static (_, _) => new(0) });

        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(-1), Token)).Should().Be(-1);
        pipeline.Swap(builder);
        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(-1), Token)).Should().Be(0);
        pipeline.Name.Should().Be("new");
        pipeline.Invoking(static pipeline => pipeline.Swap(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_swap_is_told_to_the_new_insides_listeners()
    {
        var listener = new EventRecorder();
        ResiliencePipeline pipeline = Retrying("old", 2).Build();
        ResiliencePipelineBuilder builder = Retrying("new", 2);
        builder.Listeners.Add(listener);

        pipeline.Swap(builder);

        listener.Events.Should().ContainSingle();
        listener.Events[0].Kind.Should().Be(ResilienceEventKind.PipelineSwapped);
        listener.Events[0].Pipeline.Should().Be("new");
    }

    private static ResiliencePipelineBuilder Retrying(string name, int attempts) =>
        new ResiliencePipelineBuilder { Name = name }.AddRetry(new RetryOptions { MaxAttempts = attempts, Backoff = Backoff.None });

    private static async Task<int> AttemptsAsync(ResiliencePipeline pipeline)
    {
        int runs = 0;
        await pipeline.ExecuteOutcomeAsync(_ => runs++ < 0 ? default : throw new TestException(), Token);
        return runs;
    }
}
