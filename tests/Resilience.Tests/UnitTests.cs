namespace Resilience;

public sealed class UnitTests
{
    [Fact]
    public void All_units_are_equal() => default(Unit).Should().Be(new Unit());

    [Fact]
    public async Task A_call_without_result_has_a_unit_as_its_outcome()
    {
        Outcome<Unit> outcome = await ResiliencePipeline.Empty.ExecuteOutcomeAsync(
            static _ => ValueTask.CompletedTask, TestContext.Current.CancellationToken);

        outcome.Result.Should().Be(default(Unit));
    }
}
