namespace Resilience.Metrics.Alerts;

/// <summary>What is told of circuits, by whomever it is seen.</summary>
internal static class CircuitAlerts
{
    public static string Key(string component) => $"circuit:{component}";

    public static string Words(string component, string change) => $"Circuit '{component}': {change}";

    public static Alert Opened(CircuitTransition transition) => new()
    {
        Key = Key(transition.Component),
        Level = AlertLevel.Critical,
        Message = Words(transition.Component, transition.ToString()),
        Timestamp = transition.At,
        Component = transition.Component,
        Code = transition.To == CircuitState.Isolated ? ErrorCodes.CircuitIsolated : ErrorCodes.CircuitOpen,
    };
}
