"""Draw the images that messengers and social networks show of a shared link (Open Graph).

    card → lines at their places → PNG
         layout                 image

An image shows all words of the record, or none of them.
"""
