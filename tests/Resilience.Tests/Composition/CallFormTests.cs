using Resilience.Retries;

namespace Resilience.Composition;

/// <summary>Every form of call, through a pipeline that retries once: state and token arrive, and a throw is an outcome.</summary>
public sealed class CallFormTests : IDisposable
{
    private readonly CancellationTokenSource _caller = new();
    private readonly ResiliencePipeline _untyped = new ResiliencePipelineBuilder().AddRetry(new() { Backoff = Backoff.None }).Build();
    private readonly ResiliencePipeline<int> _typed =
        new ResiliencePipelineBuilder<int>().AddRetry(new() { Backoff = Backoff.None }).Build();
    private readonly List<(string? State, CancellationToken Token)> _seen = [];

    public void Dispose() => _caller.Dispose();

    [Fact] // 71
    public async Task Every_form_hands_on_state_and_token()
    {
        CancellationToken token = _caller.Token;

        (await _untyped.ExecuteAsync((state, ct) => new ValueTask<int>(Fail(state, ct)), "s", token)).Should().Be(2);
        (await _untyped.ExecuteAsync((state, ct) => Task.FromResult(Fail(state, ct)), "s", token)).Should().Be(2);
        await _untyped.ExecuteAsync((state, ct) => Done(Fail(state, ct)), "s", token);
        (await _typed.ExecuteAsync((state, ct) => new ValueTask<int>(Fail(state, ct)), "s", token)).Should().Be(2);
        (await _typed.ExecuteOutcomeAsync((state, ct) => new ValueTask<Outcome<int>>(Outcome.Success(Fail(state, ct))), "s", token))
            .Result.Should().Be(2);
        _untyped.Execute((state, ct) => Fail(state, ct), "s", token).Should().Be(2);
        _typed.Execute((state, ct) => Fail(state, ct), "s", token).Should().Be(2);
        _typed.ExecuteOutcome((state, ct) => Fail(state, ct), "s", token).Result.Should().Be(2);

        _seen.Should().HaveCount(16).And.OnlyContain(seen => seen.State == "s" && seen.Token == token);
    }

    [Fact] // 71: a callback may throw at every door, also where theirs must not.
    public async Task A_throw_is_an_outcome_at_the_door_for_outcomes_and_a_throw_at_the_others()
    {
        Dependency broken = Dependency.Down(static () => new PermanentException());

        (await _untyped.ExecuteOutcomeAsync<int>(_ => throw new PermanentException(), _caller.Token)).IsFailure.Should().BeTrue();
        _typed.ExecuteOutcome(broken.Call, _caller.Token).Exception.Should().BeOfType<PermanentException>();
        Func<Task> act = async () => await _untyped.ExecuteAsync(broken.CallAsync, _caller.Token);
        await act.Should().ThrowAsync<PermanentException>();
    }

    [Fact] // 68
    public async Task A_pipeline_is_reusable_after_failure_and_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        (await _typed.ExecuteOutcomeAsync(Dependency.Down().CallAsync, _caller.Token)).IsFailure.Should().BeTrue();
        (await _typed.ExecuteOutcomeAsync(Dependency.Failing(0).CallAsync, cancelled.Token)).IsCancelled.Should().BeTrue();
        (await _typed.ExecuteAsync(Dependency.Failing(0).CallAsync, _caller.Token)).Should().Be(1);
    }

    private static ValueTask Done(int _) => default;

    private int Fail(string? state, CancellationToken token)
    {
        _seen.Add((state, token));
        return _seen.Count % 2 == 1 ? throw new TransientException() : 2;
    }
}
