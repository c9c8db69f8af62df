using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Resilience.HouseTests.Rules;

/// <summary>
/// A test that sleeps guesses how fast the machine is. It waits for a signal, or moves a fake clock; a delay without end
/// (a callback that hangs until it is cancelled) and a delay on a clock that the test holds are no guesses.
/// </summary>
internal static class Waiting
{
    public static IEnumerable<string> NoSleeping(SourceFile file)
    {
        foreach (InvocationExpressionSyntax call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is not MemberAccessExpressionSyntax member)
            {
                continue;
            }

            switch (LastName(member.Expression), member.Name.Identifier.Text)
            {
                case ("Thread", "Sleep"):
                    yield return file.At(call, "sleeps: wait for a signal");
                    break;
                case ("Task", "Delay") when !IsEndless(call) && !IsOnHeldClock(call):
                    yield return file.At(call, "waits for real time to pass: wait for a signal, or move a fake clock");
                    break;
            }
        }
    }

    private static bool IsEndless(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments[0].Expression.ToString() is "-1" or "Timeout.Infinite" or "Timeout.InfiniteTimeSpan"
            or "System.Threading.Timeout.Infinite" or "System.Threading.Timeout.InfiniteTimeSpan";

    /// <summary>The second argument is a clock by its name; <c>TimeProvider.System</c> is not one that a test holds.</summary>
    private static bool IsOnHeldClock(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Skip(1).Select(argument => LastName(argument.Expression).ToUpperInvariant()).Any(name =>
            name.EndsWith("TIME", StringComparison.Ordinal)
            || name.EndsWith("CLOCK", StringComparison.Ordinal)
            || name.EndsWith("PROVIDER", StringComparison.Ordinal));

    private static string LastName(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        IdentifierNameSyntax name => name.Identifier.Text,
        _ => "",
    };
}
