using System.Text.RegularExpressions;

namespace Resilience.Telemetry;

/// <summary>
/// What secrets look like. Each expression takes time in proportion to the text, or to the text times a small constant: what repeats is
/// bounded, or cannot match in two ways.
/// </summary>
internal static partial class SecretPatterns
{
    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    public static string Hide(string text, string mask)
    {
        text = PrivateKey().Replace(text, mask);
        text = Header().Replace(text, $"$1{mask}");
        text = Scheme().Replace(text, $"$1 {mask}");
        text = Webhook().Replace(text, mask);
        text = UserInfo().Replace(text, $"$1{mask}@");
        text = Setting().Replace(text, $"$1{mask}");
        text = WebToken().Replace(text, mask);
        return ServiceKey().Replace(text, mask);
    }

    public static string HideEmails(string text, string mask) => Email().Replace(text, mask);

    [GeneratedRegex("-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    // The whole line belongs to it: "Authorization: Digest username=…".
    [GeneratedRegex("""((?:authorization|cookie)["']?\s{0,8}[=:]\s{0,8}["']?)[^\r\n"']+""", Plain)]
    private static partial Regex Header();

    [GeneratedRegex(@"\b(bearer|basic)\s{1,8}[A-Za-z0-9\-._~+/]{12,}=*", Plain)]
    private static partial Regex Scheme();

    [GeneratedRegex(
        @"https?://(?:hooks\.slack\.com|(?:\w{1,20}\.)?discord(?:app)?\.com/api/webhooks|[\w.\-]{1,80}\.webhook\.office\.com)"
        + """[^\s"'<>]*""", Plain)]
    private static partial Regex Webhook();

    [GeneratedRegex(@"\b([a-z][a-z0-9+.\-]{1,20}://)[^\s/@:]{0,256}:[^\s/@]{1,256}@", Plain)]
    private static partial Regex UserInfo();

    // Pairs of connection strings, queries, JSON and messages: a quoted value to its end, another one to the next separator.
    [GeneratedRegex(
        @"((?:password|passwd|passphrase|pwd|secret|token|\bsig|(?:api|access|account|routing)[-_ ]?key|access[-_ ]?signature)"
        + """["']?\s{0,8}[=:]\s{0,8})(?!\[redacted])(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^\s;,&"'})\]]+)""",
        Plain | RegexOptions.Singleline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]+){0,4}", RegexOptions.CultureInvariant)]
    private static partial Regex WebToken();

    [GeneratedRegex(
        @"\b(?:(?:sk|rk|pk)[-_][A-Za-z0-9_\-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|xox[abeoprs]-[A-Za-z0-9\-]{10,}"
        + @"|A[KS]IA[0-9A-Z]{16}|AIza[0-9A-Za-z_\-]{30,})", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceKey();

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,8}", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}
