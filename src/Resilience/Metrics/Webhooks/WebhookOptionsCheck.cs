using Resilience.Pipelines;

namespace Resilience.Metrics.Webhooks;

/// <summary>Checks and copies the options of a webhook. No message holds a secret of it.</summary>
internal static class WebhookOptionsCheck
{
    private const int LongestSource = 128;

    public static void Validate(WebhookAlertSinkOptions options, OptionErrors errors)
    {
        errors.NotEmpty(nameof(options.Source), options.Source);
        if (options.Source?.Length > LongestSource)
            errors.Add(nameof(options.Source), "too long", "128 characters at most");
        errors.Between(nameof(options.QueueLimit), options.QueueLimit, 1, 100_000);
        errors.Between(nameof(options.MaxAttempts), options.MaxAttempts, 1, 20);
        errors.Required(nameof(options.Backoff), options.Backoff);
        errors.Between(nameof(options.AttemptTimeout), options.AttemptTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5));
        errors.Between(nameof(options.FailuresToBreak), options.FailuresToBreak, 1, 1_000);
        errors.Between(nameof(options.DrainTimeout), options.DrainTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        errors.Required(nameof(options.TimeProvider), options.TimeProvider);
        if (options.Format == WebhookFormat.PagerDuty)
            errors.NotEmpty(nameof(options.RoutingKey), options.RoutingKey);
        foreach ((string name, string value) in options.Headers)
        {
            if (value.AsSpan().ContainsAny('\r', '\n') || !IsToken(name))
                errors.Add(nameof(options.Headers), "a name or value that no header can have", "names of headers and single lines");
        }
    }

    public static WebhookAlertSinkOptions Copy(WebhookAlertSinkOptions options)
    {
        var copy = new WebhookAlertSinkOptions
        {
            Format = options.Format,
            MinimumLevel = options.MinimumLevel,
            RoutingKey = options.RoutingKey,
            Source = options.Source,
            QueueLimit = options.QueueLimit,
            MaxAttempts = options.MaxAttempts,
            Backoff = options.Backoff,
            AttemptTimeout = options.AttemptTimeout,
            FailuresToBreak = options.FailuresToBreak,
            DrainTimeout = options.DrainTimeout,
            TimeProvider = options.TimeProvider,
            Logger = options.Logger,
        };
        foreach ((string name, string value) in options.Headers)
            copy.Headers[name] = value;
        return copy;
    }

    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
