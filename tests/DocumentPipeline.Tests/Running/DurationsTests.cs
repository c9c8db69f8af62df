namespace DocumentPipeline.Running;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(312, "312 ms")]
    [InlineData(9999, "9999 ms")]
    [InlineData(12_500, "12.5 s")]
    [InlineData(30_000, "30 s")]
    public void Long_ones_are_told_in_seconds(int milliseconds, string text) =>
        Durations.ToText(TimeSpan.FromMilliseconds(milliseconds)).Should().Be(text);
}
