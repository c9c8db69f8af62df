namespace Resilience.AllocationTests;

/// <summary>The measurement measures: a budget of zero means something only if a byte would be seen.</summary>
public sealed class AllocationsTests
{
    private object? _kept;

    [Fact]
    public void Nothing_is_seen_where_nothing_is_allocated() => Allocations.PerCall(() => _kept = this).Should().Be(0);

    [Fact]
    public void An_object_is_seen() => Allocations.PerCall(() => _kept = new object()).Should().Be(24);

    [Fact]
    public async Task What_an_asynchronous_call_allocates_is_seen()
    {
        double perCall = await Allocations.PerCallAsync(async () =>
        {
            await Task.Yield();
            _kept = new byte[1000];
            return 1;
        });

        perCall.Should().BeInRange(1000, 2000);
    }

    [Fact]
    public void The_code_under_test_is_optimised()
    {
        DebuggableOf(typeof(Backoff)).Should().NotBe(true);
        DebuggableOf(typeof(AllocationsTests)).Should().NotBe(true);
    }

    private static bool? DebuggableOf(Type type) =>
        type.Assembly.GetCustomAttributes(typeof(System.Diagnostics.DebuggableAttribute), false)
            .Cast<System.Diagnostics.DebuggableAttribute>().SingleOrDefault()?.IsJITOptimizerDisabled;
}
