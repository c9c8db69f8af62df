#pragma warning disable xUnit1051 // The forms without a token are half of what is tested here.

namespace Resilience;

// ExecuteAsync and Execute of callbacks that return outcomes.
public sealed partial class ResiliencePipelineOverloadTests
{
    [Fact]
    public async Task Outcomes_of_every_form_become_results()
    {
        (await _pipeline.ExecuteAsync(static async _ => Outcome.Success(7))).Should().Be(7);
        (await _pipeline.ExecuteAsync(static _ => new ValueTask<Outcome<int>>(Outcome.Success(7)), Token)).Should().Be(7);
        (await _pipeline.ExecuteAsync(static async (state, _) => Outcome.Success(state), 7)).Should().Be(7);
        (await _pipeline.ExecuteAsync(static async (state, _) => Outcome.Success(state.Length), "seven")).Should().Be(5);
        (await _typed.ExecuteAsync(static async _ => Outcome.Success(7))).Should().Be(7);
        (await _typed.ExecuteAsync(static async (state, _) => Outcome.Success(state.Length), "seven", Token)).Should().Be(5);
    }

    [Fact]
    public void Synchronous_outcomes_become_results()
    {
        _pipeline.Execute(static _ => Outcome.Success(7)).Should().Be(7);
        _pipeline.Execute(static (state, _) => Outcome.Success(state), 7, Token).Should().Be(7);
        _typed.Execute(static _ => Outcome.Success(7)).Should().Be(7);
        _typed.Execute(static (state, _) => Outcome.Success(state), 7).Should().Be(7);
    }

    [Fact]
    public async Task A_failed_outcome_is_retried_and_thrown_when_it_is_the_last()
    {
        int calls = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddRetry(new() { Backoff = Backoff.None }).Build();

        Func<Task> call = () => pipeline.ExecuteAsync(async _ =>
        {
            calls++;
            return Outcome.Failure<int>(new TimeoutException("mine"));
        }).AsTask();

        await call.Should().ThrowAsync<TimeoutException>().WithMessage("mine");
        calls.Should().Be(3);
    }
}
