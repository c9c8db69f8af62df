using System.Runtime.CompilerServices;

namespace Resilience.Testing.Checks;

/// <summary>Makes checks of methods: the name of the method is that of the check.</summary>
internal static class Checklist
{
    public static ConformanceCheck Check(Func<CheckContext, Task> body, [CallerArgumentExpression(nameof(body))] string name = "") =>
        new(name, StoreCapabilities.None, StoreCapabilities.None, body);

    /// <summary>A check for stores that are capable of something.</summary>
    public static ConformanceCheck With(
        StoreCapabilities requires, Func<CheckContext, Task> body, [CallerArgumentExpression(nameof(body))] string name = "") =>
        new(name, requires, StoreCapabilities.None, body);

    /// <summary>A check for stores that are not capable of something.</summary>
    public static ConformanceCheck Without(
        StoreCapabilities excludes, Func<CheckContext, Task> body, [CallerArgumentExpression(nameof(body))] string name = "") =>
        new(name, StoreCapabilities.None, excludes, body);
}
