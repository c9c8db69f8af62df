namespace Resilience.HouseTests;

/// <summary>Reports what a check found, one violation a line.</summary>
internal static class Violations
{
    public static void ShouldBeNone(this IEnumerable<string> violations)
    {
        string[] found = [.. violations];
        Assert.True(found.Length == 0, $"{found.Length} found:\n{string.Join('\n', found)}");
    }
}
