namespace Resilience.HouseTests.Rules;

public sealed class WaitingTests
{
    [Theory]
    [InlineData("Thread.Sleep(1)")]
    [InlineData("System.Threading.Thread.Sleep(delay)")]
    [InlineData("Task.Delay(100)")]
    [InlineData("Task.Delay(100, ct)")]
    [InlineData("System.Threading.Tasks.Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken)")]
    [InlineData("Task.Delay(delay, TimeProvider.System, ct)")]
    public void A_guess_is_found(string call) =>
        Waiting.NoSleeping(new("Foo.cs", $"{call};")).Should().ContainSingle().Which.Should().StartWith("Foo.cs:1 ");

    [Theory]
    [InlineData("Task.Delay(Timeout.Infinite, ct)")]
    [InlineData("Task.Delay(Timeout.InfiniteTimeSpan, ct)")]
    [InlineData("Task.Delay(-1, ct)")]
    [InlineData("Task.Delay(delay, time, ct)")]
    [InlineData("Task.Delay(delay, _timeProvider, ct)")]
    [InlineData("Task.Delay(delay, this.Clock, ct)")]
    [InlineData("Task.Yield()")]
    public void A_delay_without_end_or_on_a_held_clock_passes(string call) =>
        Waiting.NoSleeping(new("Foo.cs", $"{call};")).Should().BeEmpty();
}
