"""What columns of influencer lists are called, in English, German, French, Spanish and Portuguese, as `plain` words.

Layouts: Upfluence (help article 6997712), Aspire (4840268), GRIN, CreatorIQ, Klear and Stellar, and lists of people's
own. The first name of a field is the one to map a column to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FIELDS: Mapping[str, Sequence[str]] = {
    "handle": (
        "handle", "username", "user name", "user", "kol handle", "social handle", "creator handle", "influencer handle",
        "screen name", "account username", "nutzername", "benutzername", "nom d utilisateur", "pseudo",
        "identifiant", "usuario", "nombre de usuario", "usuário", "nome de usuário", "arroba",
    ),
    "platform": (
        "platform", "network", "social network", "social platform", "social media", "netzwerk", "plattform", "réseau",
        "réseau social", "reseau", "plateforme", "red social", "red", "plataforma", "rede", "rede social",
    ),
    "url": (
        "url", "link", "profile", "profile url", "profile link", "media url", "social url", "social profile", "account",
        "accounts", "account url", "social account", "channel url", "profil", "profillink", "konto", "lien", "compte",
        "enlace", "perfil", "cuenta", "conta",
    ),
    "name": (
        "name", "full name", "display name", "creator", "creator name", "influencer", "influencer name", "profile name",
        "influencer affiliate name", "kol", "kol name", "vollständiger name", "nom", "nom complet", "nombre",
        "nombre completo", "nome", "nome completo",
    ),
    "first name": ("first name", "firstname", "given name", "vorname", "prénom", "prenom", "primeiro nome"),
    "last name": (
        "last name", "lastname", "surname", "family name", "nachname", "familienname", "nom de famille", "apellido",
        "apellidos", "sobrenome",
    ),
    "followers": (
        "followers", "follower", "follower count", "followers count", "number of followers", "subscribers",
        "subscriber count", "fans", "abonnenten", "anzahl follower", "abonnés", "abonnes", "nombre d abonnés",
        "seguidores", "número de seguidores", "suscriptores", "inscritos",
    ),
    "country": (
        "country", "country code", "land", "länderkürzel", "pays", "país", "pais", "shipping address country code",
    ),
    "email": (
        "email", "e mail", "mail", "email address", "e mail address", "contact email", "business email",
        "e mail adresse", "courriel", "adresse e mail", "adresse email", "correo", "correo electrónico",
        "correo electronico", "e mail de contato",
    ),
    "category": (
        "category", "categories", "niche", "topics", "kategorie", "kategorien", "thema", "catégorie", "catégories",
        "thématique", "categoría", "categorías", "categoria", "categorias", "nicho",
    ),
    "tags": ("tags", "tag", "labels", "schlagwörter", "étiquettes", "etiquetas"),
    "person": ("person", "person id", "influencer id", "creator id", "uid", "member id"),
}  # fmt: skip

NETWORKS: Mapping[str, str] = {
    "instagram": "instagram", "ig": "instagram", "insta": "instagram", "tiktok": "tiktok", "tik tok": "tiktok",
    "youtube": "youtube", "yt": "youtube", "x": "x", "twitter": "x", "x twitter": "x", "facebook": "facebook",
    "fb": "facebook", "pinterest": "pinterest", "twitch": "twitch", "snapchat": "snapchat", "threads": "threads",
    "linkedin": "linkedin", "bluesky": "bluesky",
}  # fmt: skip
HOSTS: Mapping[str, str] = {
    "instagram.com": "instagram", "tiktok.com": "tiktok", "youtube.com": "youtube", "x.com": "x", "twitter.com": "x",
    "facebook.com": "facebook", "fb.com": "facebook", "pinterest.com": "pinterest", "twitch.tv": "twitch",
    "snapchat.com": "snapchat", "threads.net": "threads", "threads.com": "threads", "linkedin.com": "linkedin",
    "bsky.app": "bluesky",
}  # fmt: skip
ACCOUNT_WORDS = frozenset(
    (
        "handle", "username", "user name", "user", "account", "url", "link", "profile", "profile url", "profile link",
        "channel", "channel url", "nutzername", "konto", "profil", "kanal", "compte", "lien", "usuario", "cuenta",
        "perfil", "usuário", "conta",
    )
)  # fmt: skip
# The places of a URL that lead to a piece, not to a person.
PIECES = frozenset(
    ("p", "reel", "reels", "stories", "tv", "explore", "watch", "shorts", "playlist", "status", "hashtag", "share")
)
